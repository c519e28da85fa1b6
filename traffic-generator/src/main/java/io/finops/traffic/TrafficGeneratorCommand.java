package io.finops.traffic;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point. */
@Command(name = "traffic-generator", mixinStandardHelpOptions = true)
public final class TrafficGeneratorCommand implements Runnable {
    public static void main(String[] args) {
        System.exit(new CommandLine(new TrafficGeneratorCommand()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

package io.finops.simulators;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point. */
@Command(name = "simulators", mixinStandardHelpOptions = true)
public final class SimulatorsCommand implements Runnable {
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulatorsCommand()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

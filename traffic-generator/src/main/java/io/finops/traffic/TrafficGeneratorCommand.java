package io.finops.traffic;

import io.finops.traffic.cli.CommandLines;

/** Entry point. */
public final class TrafficGeneratorCommand {
    private TrafficGeneratorCommand() {}

    public static void main(String[] args) {
        System.exit(CommandLines.trafficGenerator().execute(args));
    }
}

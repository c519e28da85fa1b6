package io.finops.traffic.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line as a whole. */
public final class CommandLines {
    private CommandLines() {}

    public static CommandLine trafficGenerator() {
        return new CommandLine(new RootCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandLines::misused)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    private static int misused(ParameterException e, String[] args) {
        return say(e.getCommandLine(), String.valueOf(e.getMessage()), ExitCode.USAGE);
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) throws Exception {
        if (e instanceof Failure failure) {
            return say(command, String.valueOf(failure.getMessage()), failure.exitCode());
        }
        if (e instanceof IllegalArgumentException) {
            return say(command, String.valueOf(e.getMessage()), ExitCode.USAGE);
        }
        throw e;
    }

    private static int say(CommandLine command, String message, int code) {
        String line = message.lines().findFirst().orElse("");
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + line);
        command.getErr().flush();
        return code;
    }
}

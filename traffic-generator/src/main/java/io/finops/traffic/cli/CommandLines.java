package io.finops.traffic.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole. */
public final class CommandLines {
    private static final int WIDTH = 100;
    private static final int MOST_SUGGESTIONS = 2;

    private CommandLines() {}

    public static CommandLine trafficGenerator() {
        return new CommandLine(new RootCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(CommandLines::misused)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    private static int misused(ParameterException e, String[] args) {
        return say(e.getCommandLine(), firstLine(e.getMessage()) + hint(e), ExitCode.USAGE);
    }

    private static String hint(ParameterException e) {
        CommandLine command = e.getCommandLine();
        if (!command.getSubcommands().isEmpty()) {
            return command.getSubcommands().entrySet().stream()
                    .filter(word ->
                            !word.getValue().getCommandSpec().usageMessage().hidden())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", ", "; the commands are ", ""));
        }
        List<String> similar =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return similar.isEmpty()
                ? "; see " + command.getCommandSpec().qualifiedName() + " --help"
                : similar.stream().limit(MOST_SUGGESTIONS).collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) throws Exception {
        if (e instanceof Failure failure) {
            return say(command, firstLine(failure.getMessage()), failure.exitCode());
        }
        if (e instanceof IllegalArgumentException) {
            return say(command, firstLine(e.getMessage()), ExitCode.USAGE);
        }
        if (e instanceof IOException) {
            return say(command, firstLine(e.toString()), ExitCode.FAULT);
        }
        throw e;
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    private static int say(CommandLine command, String line, int code) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + line);
        command.getErr().flush();
        return code;
    }
}

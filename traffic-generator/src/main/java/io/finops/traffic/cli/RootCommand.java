package io.finops.traffic.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line without a subcommand: shows how to use it. */
@Command(
        name = "traffic-generator",
        description = "Sends synthetic payments to the payments service at a set rate, whether or not it keeps up.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            ContinuousCommand.class,
            CommandLine.HelpCommand.class,
            AutoComplete.GenerateCompletion.class,
            StubServerCommand.class
        })
final class RootCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called
    CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}

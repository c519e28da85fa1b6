package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.UsageException;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * What {@code ./stack} runs: the launcher's own words, and those that other jars on the class path bring ({@link StackWord}).
 */
@Command(
        name = "./stack",
        description = "Runs FinOps Observability on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ValidateConfigCommand.class,
            TestCommand.class,
            RenderCommand.class,
            SecretsCommand.class,
            SuperviseCommand.class
        },
        footer = {
            "",
            "./stack check-dependencies lists the programs that all this needs, and which of them are here.",
            "",
            "Exit codes: 0 done, 1 it could not be done (one line says why), 2 wrong usage.",
            "STACK_DIR names the folder to keep everything in (.stack), STACK_PORT_OFFSET moves every port."
        })
public final class LocalStackCommand implements Runnable {
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new LocalStackCommand());
        ServiceLoader.load(StackWord.class).forEach(commandLine::addSubcommand);
        commandLine.addSubcommand(new HelpCommand());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof StackException) {
                command.getErr().println("stack: " + failure.getMessage());
                return failure instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        });
        commandLine.setParameterExceptionHandler((failure, arguments) -> {
            CommandLine command = failure.getCommandLine();
            command.getErr().println("stack: " + failure.getMessage());
            command.getErr()
                    .println("usage: " + command.getHelp().synopsis(0).strip() + "   (./stack help " + "for more)");
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

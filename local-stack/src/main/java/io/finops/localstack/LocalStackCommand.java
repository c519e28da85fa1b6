package io.finops.localstack;

import io.finops.localstack.alerttest.AlertTestCommand;
import io.finops.localstack.backtest.BacktestCommand;
import io.finops.localstack.command.BenchCommand;
import io.finops.localstack.command.DownCommand;
import io.finops.localstack.command.DrillCommand;
import io.finops.localstack.command.LogsCommand;
import io.finops.localstack.command.RenderCommand;
import io.finops.localstack.command.StatusCommand;
import io.finops.localstack.command.SuperviseCommand;
import io.finops.localstack.command.TestCommand;
import io.finops.localstack.command.UpCommand;
import io.finops.localstack.command.ValidateConfigCommand;
import io.finops.localstack.smoke.SmokeTestCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Entry point of {@code local-stack.jar}, which is what {@code ./stack} runs. */
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
            DrillCommand.class,
            BenchCommand.class,
            AlertTestCommand.class,
            BacktestCommand.class,
            ValidateConfigCommand.class,
            SmokeTestCommand.class,
            TestCommand.class,
            RenderCommand.class,
            SuperviseCommand.class,
            HelpCommand.class
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
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof StackException) {
                command.getErr().println("stack: " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
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

package io.finops.report.command;

import io.finops.report.delivery.SettingException;
import io.finops.report.source.SourceException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The report's program. {@code ./stack report} runs it with the addresses of the stack that runs. */
@Command(
        name = "report",
        description = "Reports what payments earned and cost, from Prometheus and the audit trail alone.",
        mixinStandardHelpOptions = true,
        subcommands = {ServeCommand.class, EstimateCommand.class})
public final class ReportProgram implements Runnable {
    public static void main(String[] args) {
        // Charts are drawn without a screen.
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** @param environment whom reports are sent to */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new ReportProgram()).addSubcommand(new WriteCommand(environment));
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof SourceException) {
                command.getErr().println("report: " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            if (failure instanceof SettingException) {
                command.getErr().println("report: " + failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw failure;
        });
        commandLine.setParameterExceptionHandler((failure, arguments) -> {
            failure.getCommandLine().getErr().println("report: " + failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

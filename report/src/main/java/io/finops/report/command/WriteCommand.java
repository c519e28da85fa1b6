package io.finops.report.command;

import io.finops.report.content.Report;
import io.finops.report.delivery.Channel;
import io.finops.report.delivery.Channels;
import io.finops.report.delivery.DeliveryException;
import io.finops.report.delivery.Letter;
import io.finops.report.figure.Period;
import io.finops.report.page.HtmlPage;
import io.finops.report.page.JsonReport;
import io.finops.report.source.SourceException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "write",
        description = {
            "Writes the report of some days into one file, and sends it where the environment says (REPORT_MAIL_TO,",
            "REPORT_SLACK_WEBHOOK_URL: docs/report.md)."
        },
        mixinStandardHelpOptions = true)
final class WriteCommand implements Callable<Integer> {
    /** As long as Prometheus keeps its data, and the time before to compare with. */
    private static final int MOST_DAYS = 35;

    /** It is written, and not everybody has it. */
    private static final int NOT_SENT = 3;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "How many days (${DEFAULT-VALUE}); at most " + MOST_DAYS + ".")
    private int days = 7;

    @Option(names = "--until", paramLabel = "TIME", description = "When they end, if not now: 2026-11-01T00:00:00Z.")
    private @Nullable Instant until;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "The file, which is replaced; - is standard output (report.html; with --json standard output).")
    private @Nullable Path out;

    @Option(names = "--json", description = "The same figures for programs.")
    private boolean json;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WriteCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new ParameterException(spec.commandLine(), "--days is between 1 and " + MOST_DAYS + ", not " + days);
        }
        if (!sources.hasAudit()) {
            throw new ParameterException(spec.commandLine(), "--audit-token-file FILE is needed");
        }
        List<Channel> channels = json ? List.of() : Channels.of(environment);
        Instant end = (until == null ? Instant.now() : until).truncatedTo(ChronoUnit.SECONDS);
        Report report = sources.reporter()
                .ofPeriod(
                        until == null
                                ? "The last " + (days == 1 ? "day" : days + " days")
                                : (days == 1 ? "One day" : days + " days"),
                        new Period(end, Duration.ofDays(days)));
        String text = json ? JsonReport.render(report) + "\n" : new HtmlPage().render(report, 0);
        Path file = out != null ? out : Path.of(json ? "-" : "report.html");
        if (file.equals(Path.of("-"))) {
            System.out.print(text);
            return send(Letter.of(report, text), channels, System.err);
        }
        write(file, text);
        if (!report.problem().isEmpty()) {
            System.out.println("report: " + report.problem());
        }
        System.out.println("report: " + days + " day(s) to " + end + ", "
                + report.questions().size() + " queries: "
                + file.toAbsolutePath().normalize());
        return send(Letter.of(report, text), channels, System.out);
    }

    /** To each, whether or not another can be reached. */
    private int send(Letter letter, List<Channel> channels, PrintStream progress) {
        int exitCode = 0;
        for (Channel channel : channels) {
            try {
                channel.send(letter);
                progress.println("report: sent to " + channel);
            } catch (DeliveryException e) {
                spec.commandLine().getErr().println("report: not sent to " + channel + ": " + e.getMessage());
                exitCode = NOT_SENT;
            }
        }
        return exitCode;
    }

    /** Whole or not at all. */
    private static void write(Path file, String text) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, text, StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SourceException("cannot write " + file + ": " + e, e);
        }
    }
}

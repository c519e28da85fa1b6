package io.finops.rehearsal.report;

import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.kubernetes.ClusterOptions;
import io.finops.localstack.layout.StackHome;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = {
            "Writes what payments earned and cost in the last days, how reliable they were, and what went wrong, into"
                    + " one file",
            "of HTML. Every figure comes with the query that gives it."
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements StackWord {
    @Option(names = "--days", paramLabel = "N", defaultValue = "7", description = "How many days (${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--until", paramLabel = "TIME", description = "When they end, if not now: 2026-11-01T00:00:00Z.")
    private @Nullable String until;

    @Option(names = "--out", paramLabel = "FILE", description = "The file (report.html); - is standard output.")
    private @Nullable String out;

    @Option(
            names = "--json",
            description = "The same figures for programs, on standard output unless --out names a file.")
    private boolean json;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackHome home = StackOptions.home();
        StackAccess stack =
                cluster.asked().map(asked -> StackAccess.in(asked, home)).orElseGet(() -> StackAccess.running(home));
        // Only its owner can read it.
        Path token = Files.createTempFile("finops-audit", ".token");
        try {
            Files.writeString(token, stack.auditToken());
            return ReportProgram.run(home, arguments(stack, token));
        } finally {
            Files.deleteIfExists(token);
        }
    }

    private List<String> arguments(StackAccess stack, Path token) {
        List<String> arguments = new ArrayList<>(List.of(
                "write",
                "--prometheus=" + stack.url("prometheus"),
                "--audit=" + stack.url("alert-audit"),
                "--audit-token-file=" + token,
                "--days=" + days));
        if (until != null) {
            arguments.add("--until=" + until);
        }
        if (out != null) {
            arguments.add("--out=" + out);
        }
        if (json) {
            arguments.add("--json");
        }
        return arguments;
    }
}

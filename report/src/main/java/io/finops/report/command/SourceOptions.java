package io.finops.report.command;

import io.finops.report.content.Reporter;
import io.finops.report.source.AuditTrail;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the figures come from. */
final class SourceOptions {
    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9090",
            description = "Prometheus (${DEFAULT-VALUE}).")
    private String prometheus = "";

    @Option(
            names = "--audit",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8084",
            description = "alert-audit (${DEFAULT-VALUE}).")
    private String audit = "";

    @Option(
            names = "--audit-token-file",
            paramLabel = "FILE",
            required = true,
            description = "File with the token that alert-audit asks for.")
    private Path auditToken = Path.of(".");

    Reporter reporter() {
        return new Reporter(prometheus, new AuditTrail(audit, auditToken));
    }
}

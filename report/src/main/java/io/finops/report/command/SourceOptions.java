package io.finops.report.command;

import io.finops.report.content.Reporter;
import io.finops.report.source.AuditTrail;
import io.finops.report.source.Prometheus;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the figures come from. */
final class SourceOptions {
    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            defaultValue = "${env:REPORT_PROMETHEUS:-http://127.0.0.1:9090}",
            description = "Prometheus; where it is not given, REPORT_PROMETHEUS (${DEFAULT-VALUE}).")
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
            description = "File with the token that alert-audit asks for.")
    private @Nullable Path auditToken;

    Prometheus prometheus() {
        return new Prometheus(prometheus);
    }

    boolean hasAudit() {
        return auditToken != null;
    }

    Reporter reporter() {
        return new Reporter(prometheus, new AuditTrail(audit, auditToken));
    }
}

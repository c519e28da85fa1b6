package io.finops.localstack.plan;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.postgres.PostgresCluster;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.supervisor.Probe;
import io.finops.localstack.supervisor.StatusBoard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Our own programs: each is the jar of a module, and what it is told. */
final class Services {
    private final StackHome home;
    private final Ports ports;
    private final Secrets secrets;
    private final JvmOptions jvm;
    private final boolean traced;
    private final boolean profiled;

    /**
     * @param traced whether somebody takes spans; otherwise nobody sends any
     * @param profiled whether somebody takes profiles; otherwise nobody makes any
     */
    Services(StackHome home, Ports ports, Secrets secrets, JvmOptions jvm, boolean traced, boolean profiled) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.jvm = jvm;
        this.traced = traced;
        this.profiled = profiled;
    }

    Component simulators() {
        return http(
                "simulators",
                "/health",
                "--port",
                String.valueOf(ports.of("simulators")),
                "--data-dir",
                home.data("simulators").toString());
    }

    Component paymentsService() {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + ports.of("payments-service"),
                "--server.address=127.0.0.1",
                "--payments.database.url=jdbc:postgresql://" + ports.address("postgres") + "/"
                        + PostgresCluster.DATABASE,
                "--payments.database.username=" + PostgresCluster.SERVICE_ROLE,
                "--payments.database.password-file=" + secrets.databaseServicePassword(),
                "--payments.database.owner-username=" + PostgresCluster.DATABASE,
                "--payments.database.owner-password-file=" + secrets.databasePassword(),
                "--payments.merchants-file=" + secrets.merchants(),
                "--payments.gateway.base-url=" + ports.url("simulators"),
                // Two scrapes.
                "--payments.stop.notice=5s"));
        if (traced) {
            arguments.add(
                    "--management.opentelemetry.tracing.export.otlp.endpoint=" + ports.url("otlp-http") + "/v1/traces");
            // As in Compose: every log line of the demo leads to its trace.
            arguments.add("--management.tracing.sampling.probability=" + tracedShare());
        }
        return untraced("payments-service", "/healthz", arguments.toArray(String[]::new))
                .with(withProfiles(Map.of()))
                .after("postgres", "simulators")
                .stoppedBy("TERM", 30);
    }

    Component costExporter() {
        return http(
                        "cost-exporter",
                        "/healthz",
                        costExporterArguments(
                                "--cost-exporter.aws.endpoint=" + ports.url("simulators"),
                                "--cost-exporter.refresh-interval=10s",
                                // To be looked at: twice what the simulated company spends, so that nothing comes of
                                // it.
                                "--cost-exporter.guardrails[0].name=whole-bill",
                                "--cost-exporter.guardrails[0].monthly-limit=200000",
                                "--cost-exporter.guardrails[0].dry-run=true"))
                .with(withProfiles(withEndpoint(Map.of(
                        "AWS_ACCESS_KEY_ID", "simulated",
                        "AWS_SECRET_ACCESS_KEY", "simulated",
                        "AWS_REGION", "us-east-1"))))
                .after("simulators");
    }

    /** With the credentials and the region of this shell, and the exporter's own, thrifty interval: each request costs money. */
    Component costExporterOfRealAccount() {
        return http("cost-exporter", "/healthz", costExporterArguments()).with(withProfiles(withEndpoint(Map.of())));
    }

    private String[] costExporterArguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + ports.of("cost-exporter"),
                "--server.address=127.0.0.1",
                "--cost-exporter.state-dir=" + home.data("cost-exporter"),
                "--cost-exporter.refresh-token-file=" + secrets.file("refresh-token")));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    Component alertAudit() {
        return http(
                "alert-audit",
                "/healthz",
                "--port",
                String.valueOf(ports.of("alert-audit")),
                "--data-dir",
                home.data("alert-audit").toString(),
                "--token-file",
                secrets.auditToken().toString());
    }

    Component trafficGenerator(String paymentsPerSecond) {
        return http(
                        "traffic-generator",
                        "/metrics",
                        "continuous",
                        "--base-url",
                        ports.url("payments-service"),
                        "--rps",
                        paymentsPerSecond,
                        "--metrics-port",
                        String.valueOf(ports.of("traffic-generator")),
                        "--api-key-file",
                        secrets.merchantApiKey().toString(),
                        "--trace-share",
                        traced ? tracedShare() : "0")
                .after("payments-service");
    }

    /** The page of the last hour, for machines without Grafana and for whoever wants one page; and fixed and marginal cost for Prometheus. */
    Component report() {
        return http(
                "report",
                "/healthz",
                "serve",
                "--port",
                String.valueOf(ports.of("report")),
                "--prometheus",
                ports.url("prometheus"),
                "--audit",
                ports.url("alert-audit"),
                "--audit-token-file",
                secrets.auditToken().toString(),
                "--status-file",
                StatusBoard.file(home).toString());
    }

    private static String tracedShare() {
        return System.getenv().getOrDefault("TRACE_SAMPLING", "1.0");
    }

    private Component http(String name, String health, String... arguments) {
        return untraced(name, health, arguments).with(withEndpoint(Map.of()));
    }

    private Map<String, String> withProfiles(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        if (profiled) {
            all.put("PYROSCOPE_SERVER_ADDRESS", ports.url("pyroscope"));
        }
        return Map.copyOf(all);
    }

    private Map<String, String> withEndpoint(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        if (traced) {
            all.put("OTEL_EXPORTER_OTLP_ENDPOINT", ports.url("otlp-http"));
        }
        return Map.copyOf(all);
    }

    /** One that is told by its arguments whom to send spans to. */
    private Component untraced(String name, String health, String... arguments) {
        int port = ports.of(name);
        return Component.of(
                name, ports.url(name), port, jvm.java(name, home.keptJar(name), arguments), Probe.http(port, health));
    }
}

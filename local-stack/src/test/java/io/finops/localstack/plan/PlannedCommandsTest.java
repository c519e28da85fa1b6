package io.finops.localstack.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the components of the native stack are told on their command lines, with every optional program at hand. */
class PlannedCommandsTest {
    private static final List<String> PROGRAMS =
            List.of("loki", "promtail", "tempo", "grafana", "node_exporter", "prometheus", "alloy", "pyroscope");

    @TempDir
    Path folder;

    private final Ports ports = new Ports(0);
    private StackHome home = new StackHome(Path.of(""), Path.of(""));

    @BeforeEach
    void putEveryProgramOnThePath() throws IOException {
        home = new StackHome(folder.resolve("stack"), Checkout.root());
        for (String program : PROGRAMS) {
            Path file = Files.writeString(folder.resolve(program), "#!/bin/sh\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void grafanaIsGivenItsConfigurationWhereItsServerReadsIt() {
        Component grafana = optional("grafana");
        assertThat(grafana.command())
                .containsSubsequence("server", "--config=" + Checkout.root().resolve("grafana/grafana.ini"));
        assertThat(grafana.environment()).doesNotContainKey("GF_PATHS_CONFIG");
    }

    @Test
    void theFoldersThatProgramsComplainOfWhenMissingAreThere() {
        home.create();

        assertThat(Path.of(String.valueOf(optional("grafana").environment().get("GF_PATHS_PLUGINS"))))
                .isDirectory();
        assertThat(optional("node-exporter").command()).contains("--collector.textfile.directory=" + home.results());
        assertThat(home.results()).isDirectory();
    }

    @Test
    void nodeExporterAsksNoSystemdInEitherWay() throws IOException {
        assertThat(optional("node-exporter").command()).contains("--no-collector.systemd");
        assertThat(compose()).contains("- --no-collector.systemd");
    }

    @Test
    void everyRequestIsTracedInEitherWaySoThatNoLogLineLeadsToATraceThatIsNotThere() throws IOException {
        Services services = services(true);
        assertThat(services.paymentsService().command()).contains("--management.tracing.sampling.probability=1.0");
        assertThat(services.trafficGenerator("12").command()).containsSubsequence("--trace-share", "1.0");
        assertThat(compose())
                .contains(
                        "MANAGEMENT_TRACING_SAMPLING_PROBABILITY: ${TRACE_SAMPLING:-1.0}",
                        "--trace-share=${TRACE_SAMPLING:-1.0}");
    }

    @Test
    void everyProgramOfOursSendsItsSpansToTempoAndNoneWhereThereIsNoTempo() throws IOException {
        Services services = services(true);
        assertThat(List.of(
                        services.simulators(),
                        services.costExporter(),
                        services.costExporterOfRealAccount(),
                        services.alertAudit(),
                        services.trafficGenerator("12")))
                .allSatisfy(component -> assertThat(component.environment())
                        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", ports.url("otlp-http")));
        assertThat(services.costExporter().environment()).containsEntry("AWS_REGION", "us-east-1");
        assertThat(compose()
                        .lines()
                        .filter(line ->
                                line.strip().equals("OTEL_EXPORTER_OTLP_ENDPOINT: http://${TRACES_TO:-tempo}:4318")))
                .hasSize(4);

        assertThat(services(false).simulators().environment()).doesNotContainKey("OTEL_EXPORTER_OTLP_ENDPOINT");
        assertThat(services(false).trafficGenerator("12").command()).containsSubsequence("--trace-share", "0");
    }

    private Services services(boolean traced) {
        return services(traced, false);
    }

    private Services services(boolean traced, boolean profiled) {
        return new Services(home, ports, new Secrets(home.secrets()), new JvmOptions(Map.of()), traced, profiled);
    }

    @Test
    void theTwoServicesAreProfiledWhereSomebodyTakesTheProfilesInEitherWay() throws IOException {
        Services profiled = services(true, true);
        assertThat(List.of(profiled.paymentsService(), profiled.costExporter(), profiled.costExporterOfRealAccount()))
                .allSatisfy(component -> assertThat(component.environment())
                        .containsEntry("PYROSCOPE_SERVER_ADDRESS", ports.url("pyroscope")));
        assertThat(profiled.costExporter().environment()).containsKeys("OTEL_EXPORTER_OTLP_ENDPOINT", "AWS_REGION");

        assertThat(List.of(services(true).paymentsService(), services(true).costExporter()))
                .allSatisfy(
                        component -> assertThat(component.environment()).doesNotContainKey("PYROSCOPE_SERVER_ADDRESS"));
        assertThat(compose()
                        .lines()
                        .filter(line ->
                                line.strip().equals("PYROSCOPE_SERVER_ADDRESS: ${PROFILES_TO:+http://pyroscope:4040}")))
                .hasSize(2);
    }

    @Test
    void grafanaHasADataSourceAndAPageOfProfilesOnlyWhereTheyAreKept() throws IOException {
        Component grafana = optional("grafana");
        Path joined = Path.of(String.valueOf(grafana.environment().get("GF_PATHS_PROVISIONING")));
        assertThat(Files.readString(joined.resolve("datasources/profiles.yaml")))
                .contains("uid: pyroscope");
        assertThat(Files.readString(joined.resolve("dashboards/profiles.yaml"))).contains("path: $FINOPS_PROFILES");
        assertThat(Path.of(String.valueOf(grafana.environment().get("FINOPS_PROFILES"))))
                .isDirectoryContaining("glob:**profiles.json");
        assertThat(joined.resolve("dashboards/dashboards.yaml"))
                .hasSameTextualContentAs(Checkout.root().resolve("grafana/provisioning/dashboards/dashboards.yaml"));

        Files.delete(folder.resolve("pyroscope"));
        assertThat(optional("grafana").environment())
                .containsEntry(
                        "GF_PATHS_PROVISIONING",
                        Checkout.root().resolve("grafana/provisioning").toString());
        assertThat(Checkout.root().resolve("grafana/provisioning/datasources"))
                .isDirectoryContaining("glob:**datasources.yaml")
                .isDirectoryNotContaining("glob:**profiles.yaml");
        for (String kind : List.of("datasource", "dashboards")) {
            assertThat(compose())
                    .contains(
                            "/grafana/profiles/${PROFILES_TO:+pyroscope/}" + kind + ".yaml:/etc/grafana/provisioning/");
            assertThat(Files.readString(Checkout.root().resolve("grafana/profiles/" + kind + ".yaml")))
                    .doesNotContain("datasources:", "providers:");
        }
    }

    @Test
    void whatTempoMakesOfSpansGoesToAReceiverOfItsOwnAndNotToThePrometheusOfTheMoney() {
        assertThat(optional("tempo").environment())
                .containsEntry("TEMPO_REMOTE_WRITE_URL", ports.url("span-metrics") + "/api/v1/write")
                .containsEntry("TEMPO_PROCESSORS", "service-graphs,span-metrics");
        assertThat(optional("span-metrics").command()).contains("--web.enable-remote-write-receiver");
    }

    @Test
    void aGuardrailThatDoesNothingIsConfiguredForTheSimulatedBillInEitherWayAndForNoRealOne() throws IOException {
        Services services = services(false);
        assertThat(services.costExporter().command())
                .contains(
                        "--cost-exporter.guardrails[0].name=whole-bill",
                        "--cost-exporter.guardrails[0].monthly-limit=200000",
                        "--cost-exporter.guardrails[0].dry-run=true");
        assertThat(compose())
                .contains(
                        "COST_EXPORTER_GUARDRAILS_0_NAME: whole-bill",
                        "COST_EXPORTER_GUARDRAILS_0_MONTHLY_LIMIT: \"200000\"",
                        "DRY_RUN: ${DRY_RUN:-true}");
        assertThat(services(false).costExporterOfRealAccount().command())
                .noneMatch(argument -> argument.contains("guardrail"));
        assertThat(Files.readString(Checkout.root().resolve("deploy/compose/aws.yaml")))
                .contains(
                        "COST_EXPORTER_GUARDRAILS_0_NAME: !reset null",
                        "COST_EXPORTER_GUARDRAILS_0_MONTHLY_LIMIT: !reset null");
    }

    @Test
    void thePageOfTheLastHourReadsThisStackAndIsATargetOfPrometheus() {
        Component report = services(false).report();

        assertThat(report.command())
                .containsSubsequence("serve", "--port", "8085")
                .containsSubsequence("--prometheus", "http://127.0.0.1:9090")
                .containsSubsequence("--audit", "http://127.0.0.1:8084");
        assertThat(NativePlan.jobs(List.of(report, services(false).alertAudit())))
                .containsExactly("report", "alert-audit");
    }

    @Test
    void aCollectorTakesTheSpansAtTheDocumentedPortAndTempoGetsWhatItKeeps() {
        Component alloy = optional("alloy");
        assertThat(alloy.command())
                .containsSubsequence(
                        "run", Checkout.root().resolve("alloy/config.alloy").toString());
        assertThat(alloy.environment())
                .containsEntry("ALLOY_OTLP_HTTP", ports.address("otlp-http"))
                .containsEntry("ALLOY_TEMPO_URL", ports.url("tempo-otlp"));
        assertThat(optional("tempo").environment()).containsEntry("TEMPO_OTLP_HTTP_PORT", "4328");
    }

    @Test
    void withoutACollectorTempoTakesTheSpansItselfAndThatIsSaid() throws IOException {
        Files.delete(folder.resolve("alloy"));
        assertThat(optional("tempo").environment()).containsEntry("TEMPO_OTLP_HTTP_PORT", "4318");
        assertThat(parts().absent())
                .singleElement()
                .satisfies(part -> assertThat(part.name()).isEqualTo("alloy"));
    }

    @Test
    void alloyReadsTheLogsByPromtailsFileWhereThereIsNoPromtail() throws IOException {
        assertThat(optional("promtail").command()).contains("-config.expand-env=true");
        Files.delete(folder.resolve("promtail"));
        List<String> command = optional("promtail").command();
        assertThat(command).contains("--config.format=promtail", "--server.http.listen-addr=127.0.0.1:9080");
        String file = Files.readString(Path.of(command.get(command.size() - 1)));
        assertThat(file)
                .doesNotContain("${")
                .contains(
                        "http_listen_port: 9080",
                        "url: http://127.0.0.1:3100/loki/api/v1/push",
                        "__path__: " + home.root().resolve("logs") + "/*.log");
        assertThat(file.lines())
                .hasSameSizeAs(Files.readAllLines(Checkout.root().resolve("promtail/promtail.yaml")));
    }

    /** Neither the number nor the name may drift from what is documented and from what the services say. */
    @Test
    void theCollectorKeepsWhatFailedWhatWasSlowAndWhatWasAskedFor() throws IOException {
        String config = Files.readString(Checkout.root().resolve("alloy/config.alloy"));
        assertThat(config)
                .contains(
                        "status_codes = [\"ERROR\"]",
                        "threshold_ms = 500",
                        "values = [\"undecided\", \"server_error\"]",
                        "key    = \"finops\"");
        assertThat(config.chars().filter(c -> c == '{').count())
                .isEqualTo(config.chars().filter(c -> c == '}').count());
        assertThat(compose()).contains("ALLOY_TRACE_PERCENT: ${ALLOY_TRACE_PERCENT:-10}");
    }

    @Test
    void noTwoComponentsWantOnePort() {
        Set<Integer> taken = new HashSet<>();
        for (Component component : parts().components()) {
            assertThat(component.ports())
                    .as(component.name())
                    .allSatisfy(port -> assertThat(taken.add(port)).isTrue());
        }
        assertThat(parts().absent()).isEmpty();
    }

    private Component optional(String name) {
        return parts().components().stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private OptionalParts parts() {
        Tools tools = new Tools(List.of(folder), home.tools(), line -> {});
        return new OptionalParts(home, ports, tools, new Secrets(home.secrets()));
    }

    private static String compose() throws IOException {
        return Files.readString(Checkout.root().resolve("deploy/compose/compose.yaml"));
    }
}

package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart itself, and the base that is rendered from it. */
class ChartTest {
    private static final Path BASE = Repository.file("deploy/kubernetes/base/finops.yaml");

    @TempDir
    private Path folder;

    @Test
    void helmHasNoComplaint() {
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    /** After a change of the chart: {@code UPDATE_RENDERED=1 mvn -pl kubernetes-checks test -Dtest=ChartTest}, and read the diff. */
    @Test
    void kustomizesBaseIsWhatTheChartRenders() throws IOException {
        String rendered = "# Rendered from ../chart with values.yaml beside this; do not edit (docs/kubernetes.md).\n"
                + Chart.renderWithoutTests(Repository.file("deploy/kubernetes/base/values.yaml"));
        if (System.getenv("UPDATE_RENDERED") != null) {
            Files.writeString(BASE, rendered);
        }
        assertThat(Repository.read(BASE)).isEqualTo(rendered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paymentService: {replicas: 3}",
                "paymentsService: {replica: 3}",
                "paymentsService: {replicas: many}",
                "paymentsService: {replicas: 1}",
                "paymentsService: {stopNoticeSeconds: 61}",
                "paymentsService: {gateway: {baseUrl: gateway.example.com}}",
                "images: {digests: {payments-service: latest}}",
                "costExporter: {refreshInterval: often}",
                "report: {mail: {to: cfo@example.com}}",
                "report: {mail: {smtp: 'smtp://finops:password@mail.example.com:587'}}",
            })
    void refusesValuesThatAreMisspeltOrImpossible(String values) throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), values);
        assertThatThrownBy(() -> Chart.render(file)).hasMessageContaining("schema");
    }

    @Test
    void everyPartCanBeLeftOut() throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), """
            costExporter: {enabled: false}
            alertAudit: {enabled: false}
            report: {metrics: false}
            networkPolicy: {enabled: false}
            monitoring: {dashboards: {enabled: false}}
            paymentsService: {autoscaling: {enabled: false}}
            """);
        assertThat(Chart.manifests(file))
                .filteredOn(manifest -> !manifest.map("metadata", "annotations").containsKey("helm.sh/hook"))
                .extracting(Manifest::kind)
                .containsExactlyInAnyOrder("ServiceAccount", "Service", "Service", "Deployment", "PodDisruptionBudget");
    }

    @Test
    void aReportThatNobodyGetsIsNotMade() throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), "report: {enabled: true}");
        assertThatThrownBy(() -> Chart.render(file)).hasMessageContaining("set report.mail.to or report.slack");
    }

    @Test
    void aDigestWinsOverTheTag() throws IOException {
        String digest = "sha256:" + "a".repeat(64);
        Path file = Files.writeString(
                folder.resolve("values.yaml"),
                "images: {registry: registry.example.com/, tag: 1.2.3, digests: {payments-service: '" + digest + "'}}");
        assertThat(Chart.manifests(file))
                .filteredOn(manifest ->
                        manifest.kind().equals("Deployment") && manifest.name().equals("payments-service"))
                .flatExtracting(Manifest::containers)
                .extracting(container -> String.valueOf(((Map<?, ?>) container).get("image")))
                .containsOnly("registry.example.com/finops-observability/payments-service:1.2.3@" + digest);
    }
}

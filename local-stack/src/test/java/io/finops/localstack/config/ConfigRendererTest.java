package io.finops.localstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigRendererTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void writeASource() throws IOException {
        Files.createDirectories(folder.resolve("source/prometheus/rules"));
        Files.writeString(folder.resolve("source/prometheus/prometheus.yml"), "rule_files: [rules/*.yml]\n");
        Files.writeString(folder.resolve("source/prometheus/rules/a.yml"), "groups: []\n");
        Files.createDirectories(folder.resolve("source/alertmanager/templates"));
        Files.writeString(folder.resolve("source/alertmanager/alertmanager.yml"), """
                url: ${AUDIT_URL}
                file: ${SECRETS_DIR}/audit-token
                # begin channel slack
                slack: ${SLACK_CHANNEL}
                # end channel slack
                # begin version >= 0.31
                new: true
                # end version
                """);
        Files.createDirectories(folder.resolve("secrets"));
    }

    @Test
    void writesATargetForEachPartThatRuns() throws IOException {
        Path out = folder.resolve("out");
        Files.createDirectories(out.resolve("targets"));
        Files.writeString(out.resolve("targets/gone.yml"), "- targets: []\n");
        renderer("0.25.0").renderPrometheus(natively(), out);
        assertThat(out.resolve("targets/payments-service.yml")).hasContent("- targets: [\"127.0.0.1:9080\"]");
        assertThat(out.resolve("targets/gone.yml")).doesNotExist();
        assertThat(out.resolve("rules/a.yml")).exists();
    }

    @Test
    void removesARuleThatTheSourceNoLongerHas() throws IOException {
        Path out = folder.resolve("out");
        renderer("0.25.0").renderPrometheus(natively(), out);
        Files.delete(folder.resolve("source/prometheus/rules/a.yml"));
        renderer("0.25.0").renderPrometheus(natively(), out);
        assertThat(out.resolve("rules/a.yml")).doesNotExist();
    }

    @Test
    void leavesOutAChannelWithoutItsSecretAndSaysSo() {
        Path out = folder.resolve("out");
        renderer("0.25.0").renderAlertmanager(natively(), out);
        assertThat(out.resolve("alertmanager.yml"))
                .hasContent("url: http://127.0.0.1:9084\nfile: " + folder.resolve("secrets") + "/audit-token\n");
        assertThat(told).anyMatch(line -> line.contains("slack") && line.contains("slack-webhook-url"));
    }

    @Test
    void keepsAChannelWithItsSecretAndWhatTheReleaseUnderstands() throws IOException {
        Files.writeString(folder.resolve("secrets/slack-webhook-url"), "https://127.0.0.1/x\n");
        Files.writeString(folder.resolve("secrets/slack-channel"), "#payments\n");
        Path out = folder.resolve("out");
        renderer("0.33.1").renderAlertmanager(natively(), out);
        assertThat(out.resolve("alertmanager.yml"))
                .content()
                .contains("slack: #payments")
                .contains("new: true");
    }

    @Test
    void anEnvironmentVariableWinsOverAFileAndAnEmptyOneDoesNotCount() throws IOException {
        Files.writeString(folder.resolve("secrets/slack-webhook-url"), "https://127.0.0.1/x\n");
        Files.writeString(folder.resolve("secrets/slack-channel"), "#of-the-file\n");
        Path out = folder.resolve("out");
        render(Map.of("SLACK_CHANNEL", "#of-the-environment"), out);
        assertThat(out.resolve("alertmanager.yml")).content().contains("slack: #of-the-environment");
        render(Map.of("SLACK_CHANNEL", " "), out);
        assertThat(out.resolve("alertmanager.yml")).content().contains("slack: #of-the-file");
    }

    private void render(Map<String, String> environment, Path out) {
        Settings settings = new Settings(folder.resolve("secrets"), name -> Optional.ofNullable(environment.get(name)));
        new ConfigRenderer(folder.resolve("source"), settings, Version.parse("0.33.1"), told::add)
                .renderAlertmanager(natively(), out);
    }

    private RenderTarget natively() {
        return RenderTarget.natively(
                new Ports(1000), List.of("payments-service"), folder.resolve("secrets"), folder.resolve("out"));
    }

    private ConfigRenderer renderer(String alertmanager) {
        return new ConfigRenderer(
                folder.resolve("source"), folder.resolve("secrets"), Version.parse(alertmanager), told::add);
    }
}

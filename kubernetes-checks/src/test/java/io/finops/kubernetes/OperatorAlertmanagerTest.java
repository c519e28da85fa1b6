package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's AlertmanagerConfig says what alertmanager/alertmanager.yml says: the same routes, inhibitions, hours, receivers and messages. */
class OperatorAlertmanagerTest {
    private static final List<String> CHANNELS = List.of("telegram", "slack", "pagerduty", "dead-mans-switch");

    /** What the plain file is rendered with elsewhere; the values of the test say the same. */
    private static final Map<String, String> SETTINGS = Map.of(
            "AUDIT_URL", "http://alert-audit.finops:8084",
            "PAGE_CHANNELS", "telegram,slack,pagerduty",
            "TICKET_CHANNELS", "slack",
            "TELEGRAM_CHAT_ID", "-1001234567890",
            "TELEGRAM_API_URL", "https://api.telegram.org",
            "PAGERDUTY_URL", "https://events.pagerduty.com/v2/enqueue",
            "SECRETS_DIR", "/run/secrets");

    @TempDir
    private Path folder;

    @Test
    void saysWhatThePlainFileSays() {
        String text = Repository.read("alertmanager/alertmanager.yml");
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
            text = text.replace("${" + setting.getKey() + "}", setting.getValue());
        }
        Map<Object, Object> plain = new LinkedHashMap<>(Repository.yamlOf(text));
        assertThat(plain.remove("global"))
                .as("of the Alertmanager object: docs/kubernetes.md")
                .isEqualTo(Map.of("resolve_timeout", "5m"));
        assertThat(plain.remove("templates")).isNotNull();
        Manifest config = config(Chart.withEverything());
        assertThat(config.text("metadata", "namespace")).isEqualTo("monitoring");
        assertThat(config.text("metadata", "labels", "release")).isEqualTo("kube-prometheus-stack");
        assertThat(new PlainForm("alertmanager").of(config.map("spec"))).isEqualTo(withoutParseMode(plain));
    }

    @Test
    void theMessagesTextsAreTheTemplateFile() {
        Manifest templates = Chart.withEverything().stream()
                .filter(manifest -> manifest.name().equals("finops-alertmanager-templates"))
                .findFirst()
                .orElseThrow();
        assertThat(templates.text("metadata", "namespace")).isEqualTo("monitoring");
        assertThat(templates.text("data", "finops.tmpl").strip())
                .isEqualTo(Repository.read("alertmanager/templates/finops.tmpl").strip());
    }

    /** The object that examples/alertmanager.yaml shows finds both. */
    @Test
    void theExampleNamesBoth() {
        Manifest alertmanager = Manifest.parse(Repository.read("deploy/kubernetes/examples/alertmanager.yaml"))
                .get(0);
        Map<?, ?> named = alertmanager.map("spec", "alertmanagerConfiguration");
        assertThat(named.get("name")).isEqualTo(config(Chart.withEverything()).name());
        assertThat(named.get("global")).isEqualTo(Map.of("resolveTimeout", "5m"));
        assertThat(named.get("templates"))
                .isEqualTo(List.of(
                        Map.of("configMap", Map.of("name", "finops-alertmanager-templates", "key", "finops.tmpl"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"telegram", "slack", "pagerduty", "dead-mans-switch"})
    void aChannelThatIsNotNamedIsInNoReceiver(String without) throws IOException {
        List<String> channels =
                CHANNELS.stream().filter(channel -> !channel.equals(without)).toList();
        Manifest config = config(Chart.manifests(values("channels: " + channels + ", telegram: {chatId: '1'}")));
        String receivers = String.valueOf(config.map("spec").get("receivers"));
        Map<String, String> marks = Map.of(
                "telegram", "telegramConfigs",
                "slack", "slackConfigs",
                "pagerduty", "pagerdutyConfigs",
                "dead-mans-switch", "urlSecret");
        marks.forEach((channel, mark) ->
                assertThat(receivers.contains(mark)).as(channel).isEqualTo(!channel.equals(without)));
        String told = String.join(
                ",",
                Stream.of("telegram", "slack", "pagerduty")
                        .filter(channels::contains)
                        .toList());
        assertThat(receivers).containsPattern("/alerts\\?channels=" + told + "[,}]");
    }

    @Test
    void isNotThereUnlessAskedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), "monitoring: {operator: {enabled: true}}");
        assertThat(Chart.manifests(file)).extracting(Manifest::kind).doesNotContain("AlertmanagerConfig");
    }

    @Test
    void refusesTelegramWithoutAChatAndAlertsWithoutATrail() throws IOException {
        Path noChat = values("channels: [telegram]");
        assertThatThrownBy(() -> Chart.render(noChat)).hasMessageContaining("telegram.chatId");
        Path noTrail = Files.writeString(
                folder.resolve("trail.yaml"),
                "{alertAudit: {enabled: false}, monitoring: {operator: {enabled: true, alertmanagerConfig: {enabled: true}}}}");
        assertThatThrownBy(() -> Chart.render(noTrail)).hasMessageContaining("alertAudit.enabled");
        Path unknown = values("channels: [pager]");
        assertThatThrownBy(() -> Chart.render(unknown)).hasMessageContaining("schema");
    }

    private Path values(String settings) throws IOException {
        return Files.writeString(
                folder.resolve("values.yaml"),
                "monitoring: {operator: {enabled: true, alertmanagerConfig: {enabled: true, " + settings + "}}}");
    }

    private static Manifest config(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals("AlertmanagerConfig"))
                .findFirst()
                .orElseThrow();
    }

    /** The operator has no word for Telegram's plain text (docs/kubernetes.md). */
    private static Object withoutParseMode(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> without = new LinkedHashMap<>();
            map.forEach((key, entry) -> {
                if (!key.equals("parse_mode")) {
                    without.put(key, withoutParseMode(entry));
                }
            });
            return without;
        }
        if (value instanceof List<?> list) {
            List<Object> without = new ArrayList<>();
            list.forEach(entry -> without.add(withoutParseMode(entry)));
            return without;
        }
        return value;
    }
}

package io.finops.localstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Of this repository's Alertmanager configuration: what each receiver tells the audit of its channels is true. */
class RenderedReceiversTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "slack", "telegram", "pagerduty,slack", "pagerduty,slack,telegram", "dead-mans-switch"})
    void eachTellsTheAuditWhichChannelsItHas(String configured) throws IOException {
        for (Channel channel : Channel.all()) {
            if (List.of(configured.split(",", -1)).contains(channel.label())) {
                for (ChannelSetting setting : channel.settings()) {
                    Files.writeString(folder.resolve(setting.file()), setting.example());
                }
            }
        }
        List<String> checked = new ArrayList<>();
        for (Map<?, ?> receiver : receivers()) {
            String name = String.valueOf(receiver.get("name"));
            String trail = trail(receiver);
            if (!trail.isEmpty()) {
                assertThat(trail.endsWith("/alerts") ? "" : trail.replaceFirst(".*[?]channels=", ""))
                        .as(name)
                        .isEqualTo(String.join(",", channels(receiver)));
                checked.add(name);
            }
        }
        assertThat(checked)
                .contains("audit", "page-payments", "page-finops", "page-platform", "ticket-payments", "test-slack");
    }

    private List<Map<?, ?>> receivers() throws IOException {
        Path out = folder.resolve("out");
        new ConfigRenderer(Checkout.root(), folder, Version.parse("0.33.1"), line -> {})
                .renderAlertmanager(RenderTarget.natively(new Ports(0), List.of(), folder, out), out);
        Map<String, List<Map<?, ?>>> configuration = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(out.resolve("alertmanager.yml")));
        return configuration.getOrDefault("receivers", List.of());
    }

    private static String trail(Map<?, ?> receiver) {
        return receiver.get("webhook_configs") instanceof List<?> webhooks
                ? webhooks.stream()
                        .map(webhook -> String.valueOf(((Map<?, ?>) webhook).get("url")))
                        .filter(url -> url.contains("/alerts"))
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** In the order in which the audit is told of them. */
    private static Set<String> channels(Map<?, ?> receiver) {
        Set<String> channels = new TreeSet<>((a, b) -> Integer.compare(order(a), order(b)));
        receiver.keySet().stream()
                .map(String::valueOf)
                .filter(key -> key.endsWith("_configs") && !key.startsWith("webhook"))
                .forEach(key -> channels.add(key.replace("_configs", "")));
        return channels;
    }

    private static int order(String channel) {
        return List.of("telegram", "slack", "pagerduty").indexOf(channel);
    }
}

package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pods may talk as the parts of the Compose stack do, and in no other way. */
class NetworkPoliciesTest {
    /** Only Kubernetes has it. */
    private static final String COUNTS_PODS = "kube-state-metrics";

    private final Compose compose = new Compose();
    private final Policies policies = new Policies(Map.of(
                    "finops",
                    Map.of("kubernetes.io/metadata.name", "finops"),
                    "finops-node",
                    Map.of("kubernetes.io/metadata.name", "finops-node", "finops-observability/agents", "true")))
            .with("finops", Repository.manifests())
            .with("finops-node", Repository.agents());

    @Test
    void bothNamespacesDenyByDefault() {
        assertThat(policies.deniesByDefault("finops")).isTrue();
        assertThat(policies.deniesByDefault("finops-node")).isTrue();
    }

    /** Who is told whose address in Compose, who is scraped, and who is probed: that, and nothing else, is let through. */
    @Test
    void exactlyTheConversationsOfComposeAreLetThrough() {
        Set<String> needed = new TreeSet<>();
        needed.addAll(addressesInSettings());
        needed.addAll(scraped());
        needed.addAll(probed());
        needed.addAll(List.of(
                "prometheus > alertmanager:9093", "alertmanager > alert-audit:8084", "prometheus > span-metrics:9090"));
        assertThat(policies.edges()).isEqualTo(needed);
    }

    /** Which the demo does not have; its other end, Prometheus, is in the namespace of the monitoring. */
    @Test
    void theReportReachesWhatItIsMadeOfAndNothingElse() {
        Policies all = new Policies(Map.of("finops", Map.of("kubernetes.io/metadata.name", "finops")))
                .with("finops", Chart.withEverything());

        assertThat(all.edges())
                .filteredOn(edge -> edge.contains("report"))
                .containsExactly("send-report > alert-audit:8084");
        assertThat(portsThatItReaches("send-report")).isEqualTo(List.of(9090, 8084, 587, 443));
        // Its page has no incidents, because it may not read the audit.
        assertThat(portsThatItReaches("report")).isEqualTo(List.of(9090));
    }

    private static List<?> portsThatItReaches(String name) {
        Manifest policy = Chart.withEverything().stream()
                .filter(manifest -> manifest.kind().equals("NetworkPolicy")
                        && manifest.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Manifest.maps(policy.map("spec").get("egress")).stream()
                .map(rule -> Manifest.maps(rule.get("ports")).get(0).get("port"))
                .toList();
    }

    @Test
    void whoMayTalkSharesANetworkInCompose() {
        assertThat(policies.edges())
                .filteredOn(edge -> !edge.contains(COUNTS_PODS))
                .hasSizeGreaterThan(25)
                .allSatisfy(edge -> {
                    String[] ends = edge.replaceAll(":\\d+$", "").split(" > ", 2);
                    assertThat(compose.shareANetwork(ends[0], ends[1])).isTrue();
                });
    }

    /** {@code http://simulators:8082} in a setting of payments-service. */
    private Set<String> addressesInSettings() {
        Set<String> edges = new TreeSet<>();
        Set<String> names = compose.services();
        for (String service : List.of(
                "payments-service",
                "cost-exporter",
                "alert-audit",
                "simulators",
                "traffic-generator",
                "report",
                "promtail",
                "tempo",
                "grafana")) {
            String settings = compose.environment(service).values() + " " + compose.command(service);
            Matcher address = Pattern.compile("//([a-z-]+):(\\d+)").matcher(settings);
            while (address.find()) {
                if (names.contains(address.group(1))) {
                    edges.add(service + " > " + address.group(1) + ":" + address.group(2));
                }
            }
        }
        return edges;
    }

    private static Set<String> scraped() {
        Set<String> edges = new TreeSet<>();
        for (List<Manifest> manifests : List.of(Repository.manifests(), Repository.agents())) {
            for (Manifest manifest : manifests) {
                Object port = manifest.podAnnotations().get("prometheus.io/port");
                // Prometheus scrapes itself without leaving its pod's network.
                if (port != null && !manifest.name().equals("prometheus")) {
                    edges.add("prometheus > " + manifest.name() + ":" + port);
                }
            }
        }
        return edges;
    }

    private static Set<String> probed() {
        Set<String> edges = new TreeSet<>();
        Matcher target = Pattern.compile("__param_target: 'http://([a-z-]+):(\\d+)")
                .matcher(Repository.read("deploy/compose/targets/default/probes.yml"));
        while (target.find()) {
            edges.add("blackbox-exporter > " + target.group(1) + ":" + target.group(2));
        }
        return edges;
    }
}

package io.finops.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What NetworkPolicies let through, worked out as a network plug-in does: a connection needs one that lets it out and one that lets it in.
 * Blocks of addresses stand for what is outside of the cluster, and match no pod.
 */
final class Policies {
    /**
     * A kind of pod.
     *
     * @param name its workload's
     */
    record Pod(String name, String namespace, Map<String, String> labels) {}

    private record Policy(String namespace, Map<?, ?> spec) {}

    private final List<Pod> pods = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private final Map<String, Map<String, String>> namespaceLabels;

    /** @param namespaceLabels the labels of each namespace */
    Policies(Map<String, Map<String, String>> namespaceLabels) {
        this.namespaceLabels = namespaceLabels;
    }

    /** The pods and policies of a namespace. */
    Policies with(String namespace, List<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            if (manifest.makesPods()) {
                pods.add(new Pod(manifest.name(), namespace, Manifest.strings(manifest.podLabels())));
            } else if (manifest.kind().equals("NetworkPolicy")) {
                policies.add(new Policy(namespace, manifest.map("spec")));
            }
        }
        return this;
    }

    /** Every connection that is let through, as {@code from > to:port}. */
    Set<String> edges() {
        Set<String> edges = new TreeSet<>();
        for (Pod from : pods) {
            for (Pod to : pods) {
                for (int port : ports(to)) {
                    if (lets(from, to, port, "Egress") && lets(to, from, port, "Ingress")) {
                        edges.add(from.name() + " > " + to.name() + ":" + port);
                    }
                }
            }
        }
        return edges;
    }

    /** Whether anything may leave or reach a pod that no policy names. */
    boolean deniesByDefault(String namespace) {
        return policies.stream()
                .anyMatch(policy -> policy.namespace().equals(namespace)
                        && Manifest.mapAt(policy.spec(), "podSelector").isEmpty()
                        && types(policy).equals(Set.of("Ingress", "Egress"))
                        && !policy.spec().containsKey("ingress")
                        && !policy.spec().containsKey("egress"));
    }

    private Set<Integer> ports(Pod pod) {
        Set<Integer> ports = new TreeSet<>();
        for (Policy policy : policies) {
            if (chooses(policy, pod)) {
                for (Map<?, ?> rule : Manifest.maps(policy.spec().get("ingress"))) {
                    Manifest.maps(rule.get("ports")).forEach(port -> ports.add((Integer) port.get("port")));
                }
            }
        }
        return ports;
    }

    private boolean lets(Pod pod, Pod peer, int port, String direction) {
        boolean egress = direction.equals("Egress");
        List<Policy> chosen = policies.stream()
                .filter(policy -> chooses(policy, pod) && types(policy).contains(direction))
                .toList();
        if (chosen.isEmpty()) {
            return true;
        }
        for (Policy policy : chosen) {
            for (Map<?, ?> rule : Manifest.maps(policy.spec().get(egress ? "egress" : "ingress"))) {
                boolean portMatches = Manifest.maps(rule.get("ports")).stream()
                        .anyMatch(entry -> Integer.valueOf(port).equals(entry.get("port"))
                                && !"UDP".equals(entry.get("protocol")));
                boolean peerMatches = Manifest.maps(rule.get(egress ? "to" : "from")).stream()
                        .anyMatch(entry -> matches(entry, policy.namespace(), peer));
                if (portMatches && peerMatches) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean matches(Map<?, ?> entry, String namespace, Pod peer) {
        if (entry.containsKey("ipBlock")) {
            return false;
        }
        boolean inNamespace = entry.containsKey("namespaceSelector")
                ? selects(
                        Manifest.mapAt(entry, "namespaceSelector"),
                        namespaceLabels.getOrDefault(peer.namespace(), Map.of()))
                : peer.namespace().equals(namespace);
        return inNamespace && selects(Manifest.mapAt(entry, "podSelector"), peer.labels());
    }

    private static boolean chooses(Policy policy, Pod pod) {
        return policy.namespace().equals(pod.namespace())
                && selects(Manifest.mapAt(policy.spec(), "podSelector"), pod.labels());
    }

    private static Set<String> types(Policy policy) {
        Set<String> types = new TreeSet<>();
        if (policy.spec().get("policyTypes") instanceof List<?> named) {
            named.forEach(type -> types.add(String.valueOf(type)));
        }
        return types;
    }

    private static boolean selects(Map<?, ?> selector, Map<String, String> labels) {
        boolean exact = Manifest.strings(selector.get("matchLabels")).entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
        return exact
                && Manifest.maps(selector.get("matchExpressions")).stream().allMatch(expression -> {
                    if (!"In".equals(expression.get("operator"))) {
                        throw new IllegalArgumentException("an operator that this does not know: " + expression);
                    }
                    return Manifest.list(expression.get("values"))
                            .contains(labels.get(String.valueOf(expression.get("key"))));
                });
    }
}

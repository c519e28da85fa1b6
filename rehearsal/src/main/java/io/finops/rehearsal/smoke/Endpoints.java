package io.finops.rehearsal.smoke;

import io.finops.localstack.layout.Ports;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where each component tells whether it is ready; addresses are the same for a native stack and for Compose. */
final class Endpoints {
    /** Without these there is no stack; the rest may be absent from a native one. */
    static final Set<String> REQUIRED =
            Set.of("payments-service", "cost-exporter", "simulators", "alert-audit", "prometheus", "alertmanager");

    private static final Map<String, String> READINESS = readiness();

    /** What the product itself is: in a cluster, monitoring may be somebody else's. */
    static final Set<String> PRODUCT = Set.of("payments-service", "cost-exporter", "alert-audit");

    private final UnaryOperator<String> address;
    private final Set<String> required;

    /** @param address the base URL of a component by its name */
    Endpoints(UnaryOperator<String> address) {
        this(address, REQUIRED);
    }

    /** @param required what may not be absent */
    Endpoints(UnaryOperator<String> address, Set<String> required) {
        this.address = address;
        this.required = required;
    }

    boolean requires(String component) {
        return required.contains(component);
    }

    static Endpoints of(Ports ports) {
        return new Endpoints(ports::url);
    }

    String url(String component) {
        return address.apply(component);
    }

    /** Component → the address that answers 200 when it is ready, in the order of the report. */
    Map<String, String> ready() {
        Map<String, String> urls = new LinkedHashMap<>();
        READINESS.forEach((component, path) -> urls.put(component, url(component) + path));
        return urls;
    }

    private static Map<String, String> readiness() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("simulators", "/health");
        paths.put("payments-service", "/healthz");
        paths.put("cost-exporter", "/healthz");
        paths.put("alert-audit", "/healthz");
        paths.put("traffic-generator", "/metrics");
        paths.put("prometheus", "/-/ready");
        paths.put("alertmanager", "/-/ready");
        paths.put("loki", "/ready");
        paths.put("tempo", "/ready");
        paths.put("grafana", "/api/health");
        return paths;
    }
}

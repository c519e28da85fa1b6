package io.finops.payments.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * What answers under two conventions at once: Prometheus's {@code /metrics}, and the {@code /actuator} of Spring, whose
 * own index exists only below a base path that all endpoints share.
 */
final class ActuatorPaths {
    private static final String BASE = "/actuator";

    private ActuatorPaths() {}

    /** The page of metrics once more, at {@code /metrics}. */
    @WebEndpoint(id = "scrape")
    record Scrape(PrometheusScrapeEndpoint prometheus) {
        @ReadOperation(producesFrom = PrometheusOutputFormat.class)
        public WebEndpointResponse<byte[]> scrape(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
            return prometheus.scrape(format, includedNames);
        }
    }

    /** What there is, at {@code /actuator}. Links are relative: the name by which the caller knows us is not repeated. */
    @WebEndpoint(id = "index")
    record Index(ObjectProvider<PathMappedEndpoints> endpoints) {
        record Link(String href, boolean templated) {}

        @ReadOperation
        public Map<String, Map<String, Link>> links() {
            Map<String, Link> links = new TreeMap<>();
            for (var endpoint : endpoints.getObject()) {
                String path = "/" + endpoint.getRootPath();
                if (path.startsWith(BASE + "/")) {
                    links.put(path.substring(BASE.length() + 1), new Link(path, false));
                }
            }
            links.put("self", new Link(BASE, false));
            return Map.of("_links", links);
        }
    }
}

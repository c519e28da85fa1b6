package io.finops.payments.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * The page of metrics, rendered once at a time. Whoever asks while a page is being made waits for the next one, and all who
 * wait get the same: many scrapers cost what one does, and each sees what happened before it asked. Thread-safe.
 */
@WebEndpoint(id = "prometheus")
public final class SharedScrape extends PrometheusScrapeEndpoint {
    private final ReentrantLock rendering = new ReentrantLock();
    private final Map<PrometheusOutputFormat, Page> next = new ConcurrentHashMap<>();

    public SharedScrape(PrometheusRegistry registry, Properties exporterProperties) {
        super(registry, exporterProperties);
    }

    /** How many wait for a page at this moment. */
    int waiting() {
        return rendering.getQueueLength();
    }

    /** A page that will be, or has been, rendered. */
    private static final class Page {
        private volatile @Nullable WebEndpointResponse<byte[]> rendered;
    }

    @Override
    @ReadOperation(producesFrom = PrometheusOutputFormat.class)
    public WebEndpointResponse<byte[]> scrape(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
        Page page = includedNames == null || includedNames.isEmpty()
                ? next.computeIfAbsent(format, any -> new Page())
                : new Page();
        rendering.lock();
        try {
            WebEndpointResponse<byte[]> rendered = page.rendered;
            if (rendered == null) {
                // From now on nobody joins this page.
                next.remove(format, page);
                rendered = super.scrape(format, includedNames);
                page.rendered = rendered;
            }
            return rendered;
        } finally {
            rendering.unlock();
        }
    }
}

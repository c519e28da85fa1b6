package io.finops.payments.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;

/** Many scrapers at once cost what one does. */
class SharedScrapeTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger renderings = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final SharedScrape scrape = new SharedScrape(registry(), new Properties());

    @Test
    void rendersOnceForAllWhoWait() {
        CompletableFuture<String> first = scrape();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> renderings.get() == 1);
        List<CompletableFuture<String>> others =
                IntStream.range(0, 30).mapToObj(i -> scrape()).toList();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> scrape.waiting() == 30);
        gate.countDown();

        assertThat(first.join()).contains("renderings 1.0");
        // Not the first page: that one began before they asked.
        assertThat(others).allSatisfy(other -> assertThat(other.join()).contains("renderings 2.0"));
        assertThat(mostAtOnce).hasValue(1);
        assertThat(scrape().join()).contains("renderings 3.0");
    }

    private CompletableFuture<String> scrape() {
        CompletableFuture<String> page = new CompletableFuture<>();
        Thread thread = new Thread(() -> page.complete(new String(
                Objects.requireNonNull(scrape.scrape(PrometheusOutputFormat.CONTENT_TYPE_004, null)
                        .getBody()),
                StandardCharsets.UTF_8)));
        thread.setDaemon(true);
        thread.start();
        return page;
    }

    private PrometheusRegistry registry() {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new Collector() {
            @Override
            public MetricSnapshot collect() {
                mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                int number = renderings.incrementAndGet();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                atOnce.decrementAndGet();
                return GaugeSnapshot.builder()
                        .name("renderings")
                        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                .value(number)
                                .build())
                        .build();
            }
        });
        return registry;
    }
}

package io.finops.costexporter.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.refresh.CollectorStatus;
import io.finops.costexporter.refresh.FetchedPage;
import io.finops.costexporter.refresh.FetchingCollector;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that cannot be published, such as two with the same labels, go alone and say so. */
class UnpublishableTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final MetricFamily GOOD = new MetricFamily("cloud_good_amount", "Fine.");
    private static final MetricFamily BAD = new MetricFamily("cloud_bad_amount", "Two with the same labels.");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final FetchingCollector<String> good = collector("good", GOOD, false);
    private final FetchingCollector<String> bad = collector("bad", BAD, true);
    private final CollectorStatus status = new CollectorStatus(
            List.of(good, bad), List.of(good), Duration.ofHours(8), Clock.fixed(NOW, ZoneOffset.UTC), registry);
    private final Publisher publisher =
            new Publisher(List.of(good, bad), status::published, Clock.fixed(NOW, ZoneOffset.UTC));

    UnpublishableTest() {
        registry.register(publisher.page());
        for (FetchingCollector<String> each : List.of(good, bad)) {
            var unused = each.collect(NOW, true);
            status.succeeded(each.name(), NOW, Duration.ZERO);
        }
    }

    @Test
    void whatCannotBePublishedIsLeftOutAlone() throws IOException {
        publisher.publish();

        assertThat(page())
                .contains(
                        "\ncloud_good_amount 1.0",
                        "cost_exporter_collector_up{collector=\"good\"} 1.0",
                        "cost_exporter_collector_up{collector=\"bad\"} 0.0",
                        "cost_exporter_errors_total{collector=\"bad\",reason=\"unpublishable\"} 1.0")
                .doesNotContain("\ncloud_bad_amount ");
    }

    @Test
    void itIsBackOnceItCanBePublished() throws IOException {
        publisher.publish();
        bad.restore("healed");
        publisher.publish();

        assertThat(page()).contains("\ncloud_bad_amount 1.0", "collector_up{collector=\"bad\"} 1.0");
    }

    private String page() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static FetchingCollector<String> collector(String name, MetricFamily family, boolean twice) {
        FetchedPage<String> page = new FetchedPage<>() {
            @Override
            public List<MetricFamily> families() {
                return List.of(family);
            }

            @Override
            public void write(PageBuilder builder, String value, Instant now) {
                builder.add(family, Labels.EMPTY, 1);
                if (twice && !value.equals("healed")) {
                    builder.add(family, Labels.EMPTY, 2);
                }
            }
        };
        return new FetchingCollector<>(name, Duration.ofHours(8), String.class, (now, known) -> "fetched", page);
    }
}

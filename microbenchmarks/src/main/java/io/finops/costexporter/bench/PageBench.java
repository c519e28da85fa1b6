package io.finops.costexporter.bench;

import com.sun.management.ThreadMXBean;
import io.finops.costexporter.anomaly.AnomalyPage;
import io.finops.costexporter.anomaly.RobustDetector;
import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.publish.Publisher;
import io.finops.costexporter.scrape.MetricsPage;
import io.finops.costexporter.series.Median;
import io.finops.costexporter.spend.SpendPolicy;
import io.finops.costexporter.spend.SpendSection;
import io.finops.costexporter.spend.ViewStore;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Run by {@code ./stack bench cost-exporter} on the exporter's jar: rows read from AWS, folded as configured and published, beside gauges of the
 * bare client library with the same names, labels and values, in the same process over the same HTTP server.
 */
public final class PageBench {
    private static final int ROWS = 10_000;
    private static final int TOP = 230; // publishes about 10,000 series
    private static final int BUILDS = 20;
    private static final int SCRAPES = 200;
    private static final String TEXT = "text/plain";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private PageBench() {}

    /** Prints one JSON object. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, Object> report = new LinkedHashMap<>();
        CostView view = new CostView("service", List.of(Grouping.parse("service")), List.of(), TOP);
        ViewStore store = new ViewStore(List.of(view));
        store.put(Map.of(new Part(view.name(), ""), history()));
        Publisher publisher = new Publisher(
                List.of(
                        new SpendSection(view, store, List.of("spend/service")),
                        new AnomalyPage(store, RobustDetector.STANDARD, List.of("spend/service"))),
                (collector, succeeded) -> {},
                Clock.fixed(NOW, ZoneOffset.UTC));
        measureBuilds(publisher, report);
        PrometheusRegistry ours = new PrometheusRegistry();
        ours.register(publisher.page());
        PrometheusRegistry bare = new PrometheusRegistry();
        report.put("rows", ROWS);
        report.put("series", copy(ours, bare));
        MetricsPage page = new MetricsPage(ours, publisher.page());
        measureFirstScrapes(publisher, page, report);
        try (ScrapeTimes exporter = new ScrapeTimes(ScrapeTimes.exporter(page));
                ScrapeTimes library = new ScrapeTimes(ScrapeTimes.library(bare))) {
            compare("text", TEXT, false, exporter, library, report);
            compare("openmetrics", OPEN_METRICS, false, exporter, library, report);
            compare("text_gzip", TEXT, true, exporter, library, report);
            compare("openmetrics_gzip", OPEN_METRICS, true, exporter, library, report);
        }
        System.out.println(JsonMapper.builder().build().writeValueAsString(report));
    }

    private static void measureBuilds(Publisher publisher, Map<String, Object> report) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int warmUp = 0; warmUp < BUILDS; warmUp++) {
            publisher.publish();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        for (int build = 0; build < BUILDS; build++) {
            publisher.publish();
        }
        report.put("build_ms", (System.nanoTime() - start) / 1e6 / BUILDS);
        report.put("build_allocated_mib", (threads.getCurrentThreadAllocatedBytes() - allocated) / 1048576.0 / BUILDS);
    }

    /** The first scrape of a new page makes its bytes; all others copy them. */
    private static void measureFirstScrapes(Publisher publisher, MetricsPage page, Map<String, Object> report) {
        double[] millis = new double[BUILDS];
        for (int build = 0; build < BUILDS; build++) {
            publisher.publish();
            long start = System.nanoTime();
            byte[] unused = page.scrape(OPEN_METRICS).gzip();
            millis[build] = (System.nanoTime() - start) / 1e6;
        }
        report.put("first_scrape_ms", Median.of(millis));
    }

    private static void compare(
            String name,
            String accept,
            boolean gzip,
            ScrapeTimes exporter,
            ScrapeTimes library,
            Map<String, Object> report)
            throws IOException, InterruptedException {
        ScrapeTimes.Result ours = exporter.measure(accept, gzip, SCRAPES);
        ScrapeTimes.Result bare = library.measure(accept, gzip, SCRAPES);
        report.put(name + "_p50_ms", ours.p50());
        report.put(name + "_p99_ms", ours.p99());
        report.put(name + "_bytes", ours.bytes());
        report.put(name + "_bare_p50_ms", bare.p50());
        report.put(name + "_bare_p99_ms", bare.p99());
        report.put(name + "_ratio_p50", ours.p50() / bare.p50());
    }

    /** The same series as gauges of the library. Says how many there are. */
    private static int copy(PrometheusRegistry from, PrometheusRegistry to) {
        int series = 0;
        for (MetricSnapshot snapshot : from.scrape()) {
            List<GaugeSnapshot.GaugeDataPointSnapshot> points = ((GaugeSnapshot) snapshot).getDataPoints();
            Labels first = points.get(0).getLabels();
            Gauge gauge = Gauge.builder()
                    .withoutExemplars()
                    .name(snapshot.getMetadata().getName())
                    .help(snapshot.getMetadata().getHelp())
                    .labelNames(names(first))
                    .register(to);
            for (GaugeSnapshot.GaugeDataPointSnapshot point : points) {
                gauge.labelValues(values(point.getLabels())).set(point.getValue());
                series++;
            }
        }
        return series;
    }

    private static String[] names(Labels labels) {
        return labels.stream().map(label -> label.getName()).toArray(String[]::new);
    }

    private static String[] values(Labels labels) {
        return labels.stream().map(label -> label.getValue()).toArray(String[]::new);
    }

    private static CostHistory history() {
        LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        CostReading.Builder reading = new CostReading.Builder(List.of(CostBasis.UNBLENDED));
        SpendPolicy.keptFrom(today).datesUntil(today.plusDays(1)).forEach(date -> {
            for (int row = 0; row < ROWS; row++) {
                long amount = Nanos.parse("1.25") * (1 + row % 97) + date.getDayOfMonth();
                reading.add(date, new RowKey(List.of("Service number " + row), "USD"), amount);
            }
        });
        CostReading read = reading.build();
        Settling settling = new Settling(Duration.ofDays(1), Duration.ofSeconds(1));
        LocalDate kept = SpendPolicy.keptFrom(today);
        return CostHistory.none(List.of(CostBasis.UNBLENDED))
                .after(read, NOW.minusSeconds(60), settling, kept)
                .after(read, NOW, settling, kept);
    }
}

package io.finops.traffic.metrics;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.Interval;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;

/** The metrics of a run in Prometheus's text format, up to date to the second. Thread-safe. */
public final class MetricsPage {
    /** Upper bounds in seconds; the service's objectives, 0.5 s among them. */
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter format =
            PrometheusTextFormatWriter.builder().build();
    private final Distributions times = Distributions.empty();
    private Counts total = Counts.NONE;
    private double scheduledRate;

    public MetricsPage(String version, String commit) {
        CounterWithCallback.builder()
                .name("traffic_generator_requests_total")
                .help("Completed requests by outcome.")
                .labelNames("outcome")
                .callback(this::outcomes)
                .register(registry);
        counter("traffic_generator_sent_total", "Requests sent, retries included.", Event.SENT);
        counter("traffic_generator_retries_total", "Retries of payments of unknown outcome.", Event.RETRY);
        counter("traffic_generator_duplicates_total", "Payments sent twice, as by a double click.", Event.DUPLICATE);
        counter("traffic_generator_scheduled_total", "Requests that were due.", Event.SCHEDULED);
        counter("traffic_generator_late_total", "Requests sent more than 10 ms after they were due.", Event.LATE);
        counter("traffic_generator_dropped_total", "Requests dropped because the queue was full.", Event.DROPPED);
        GaugeWithCallback.builder()
                .name("traffic_generator_in_flight")
                .help("Requests without an answer yet.")
                .callback(callback -> callback.call((double) total.inFlight()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("traffic_generator_scheduled_rate")
                .help("Requests per second that the schedule asks for now.")
                .callback(callback -> callback.call(scheduledRate))
                .register(registry);
        histogram(
                "traffic_generator_latency_seconds", "From the time a request was due to its answer.", times.latency());
        histogram("traffic_generator_service_time_seconds", "From sending a request to its answer.", times.service());
        Info.builder()
                .name("app_build_info")
                .help("The running release.")
                .labelNames("version", "commit")
                .register(registry)
                .setLabelValues(version, commit);
    }

    /** Adds what a second brought. */
    public synchronized void update(Interval interval, double rate) {
        times.add(interval.times());
        total = interval.total();
        scheduledRate = rate;
    }

    /** The page as of the last second. */
    public synchronized String text() {
        ByteArrayOutputStream page = new ByteArrayOutputStream(8192);
        try {
            format.write(page, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString(StandardCharsets.UTF_8);
    }

    private void outcomes(CounterWithCallback.Callback callback) {
        for (Event event : Event.values()) {
            if (event.kind() == Event.Kind.ANSWER || event.kind() == Event.Kind.ERROR) {
                callback.call((double) total.of(event), event.id());
            }
        }
    }

    private void counter(String name, String help, Event event) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call((double) total.of(event)))
                .register(registry);
    }

    private void histogram(String name, String help, Histogram measured) {
        registry.register(() -> HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets(measured))
                        .sum(measured.getTotalCount() == 0 ? 0 : measured.getMean() * measured.getTotalCount() / NANOS)
                        .build())
                .build());
    }

    private static ClassicHistogramBuckets buckets(Histogram measured) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        for (double bound : BOUNDS) {
            long upTo = measured.getCountBetweenValues(0, (long) (bound * NANOS));
            buckets.bucket(bound, upTo - below);
            below = upTo;
        }
        return buckets.bucket(Double.POSITIVE_INFINITY, measured.getTotalCount() - below)
                .build();
    }
}

package io.finops.traffic.metrics;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.Interval;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The metrics of a run in Prometheus' text format. Brought up to date once a second by one thread; the text can be read by
 * any.
 */
public final class MetricsPage {
    /** Upper bounds in seconds; the service's objectives, 0.5 s among them. */
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final double NANOS = 1e9;

    private final Distributions times = Distributions.empty();
    private final String version;
    private final String commit;
    private volatile String text;

    public MetricsPage(String version, String commit) {
        this.version = version;
        this.commit = commit;
        this.text = render(Counts.NONE, 0);
    }

    /** Adds what a second brought. */
    public void update(Interval interval, double scheduledRate) {
        times.add(interval.times());
        text = render(interval.total(), scheduledRate);
    }

    /** The page as of the last second. */
    public String text() {
        return text;
    }

    private String render(Counts total, double scheduledRate) {
        StringBuilder page = new StringBuilder(4096);
        head(page, "traffic_generator_requests_total", "counter", "Requests that came to an end, by how they did.");
        for (Event event : Event.values()) {
            if (event.kind() == Event.Kind.ANSWER || event.kind() == Event.Kind.ERROR) {
                page.append("traffic_generator_requests_total{outcome=\"")
                        .append(event.id())
                        .append("\"} ");
                page.append(total.of(event)).append('\n');
            }
        }
        one(page, "traffic_generator_sent_total", "counter", "Requests sent, retries included.", total.of(Event.SENT));
        one(
                page,
                "traffic_generator_retries_total",
                "counter",
                "Requests that repeat a payment of unknown outcome.",
                total.of(Event.RETRY));
        one(
                page,
                "traffic_generator_duplicates_total",
                "counter",
                "Requests that repeat a payment as a double click does.",
                total.of(Event.DUPLICATE));
        one(page, "traffic_generator_scheduled_total", "counter", "Requests that were due.", total.of(Event.SCHEDULED));
        one(
                page,
                "traffic_generator_late_total",
                "counter",
                "Requests sent more than 10 ms after they were due.",
                total.of(Event.LATE));
        one(
                page,
                "traffic_generator_dropped_total",
                "counter",
                "Requests given up because too many were waiting.",
                total.of(Event.DROPPED));
        one(page, "traffic_generator_in_flight", "gauge", "Requests without an answer yet.", total.inFlight());
        head(page, "traffic_generator_scheduled_rate", "gauge", "Requests a second that the schedule asks for now.");
        page.append("traffic_generator_scheduled_rate ").append(scheduledRate).append('\n');
        histogram(
                page,
                "traffic_generator_latency_seconds",
                "From the time a request was due to its answer.",
                times.latency());
        histogram(
                page,
                "traffic_generator_service_time_seconds",
                "From sending a request to its answer.",
                times.service());
        head(page, "app_build_info", "gauge", "The release that runs.");
        page.append("app_build_info{version=\"")
                .append(version)
                .append("\",commit=\"")
                .append(commit)
                .append("\"} 1\n");
        return page.toString();
    }

    private static void one(StringBuilder page, String name, String type, String help, long value) {
        head(page, name, type, help);
        page.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder page, String name, String type, String help) {
        page.append("# HELP ").append(name).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void histogram(StringBuilder page, String name, String help, Histogram times) {
        head(page, name, "histogram", help);
        for (double bound : BOUNDS) {
            long below = times.getCountBetweenValues(0, (long) (bound * NANOS));
            page.append(name)
                    .append("_bucket{le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(below)
                    .append('\n');
        }
        long count = times.getTotalCount();
        double sum = count == 0 ? 0 : times.getMean() * count / NANOS;
        page.append(name).append("_bucket{le=\"+Inf\"} ").append(count).append('\n');
        page.append(name).append(String.format(Locale.ROOT, "_sum %.6f%n", sum));
        page.append(name).append("_count ").append(count).append('\n');
    }
}

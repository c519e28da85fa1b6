package io.finops.traffic.report;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.Interval;
import io.finops.traffic.load.Slowest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** {@code load_samples.csv}: one line per second. A request counts in the second in which it ended. */
public final class SamplesFile implements Consumer<Interval>, AutoCloseable {
    static final String HEADING =
            "second,time,scheduled,sent,answered,errors,late,dropped,in_flight,p50_ms,p99_ms,max_ms,"
                    + "service_p99_ms,slowest_traced_ms,slowest_trace_id";

    private final Lines lines;

    public SamplesFile(Path file) throws IOException {
        lines = new Lines(file);
        lines.add(HEADING);
    }

    @Override
    public void accept(Interval interval) {
        lines.add(line(interval, Instant.now()));
        lines.flush();
    }

    /** One line; the columns are those of the heading. */
    static String line(Interval interval, Instant time) {
        Counts counts = interval.counts();
        Slowest slowest = interval.slowest();
        Histogram latency = interval.times().latency();
        return String.join(
                ",",
                String.format(Locale.ROOT, "%.3f", interval.seconds()),
                time.truncatedTo(ChronoUnit.MILLIS).toString(),
                Long.toString(counts.of(Event.SCHEDULED)),
                Long.toString(counts.of(Event.SENT)),
                Long.toString(counts.of(Event.Kind.ANSWER)),
                Long.toString(counts.of(Event.Kind.ERROR)),
                Long.toString(counts.of(Event.LATE)),
                Long.toString(counts.of(Event.DROPPED)),
                Long.toString(interval.total().inFlight()),
                percentile(latency, 50),
                percentile(latency, 99),
                percentile(latency, 100),
                percentile(interval.times().service(), 99),
                slowest == null ? "" : millis(slowest.nanos()),
                slowest == null ? "" : slowest.traceId());
    }

    private static String percentile(Histogram times, double percentile) {
        return times.getTotalCount() == 0 ? "" : millis(times.getValueAtPercentile(percentile));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

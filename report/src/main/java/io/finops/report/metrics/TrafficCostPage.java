package io.finops.report.metrics;

import io.finops.report.elasticity.SettledBill;
import io.finops.report.estimate.Estimator;
import io.finops.report.figure.Period;
import io.finops.report.figure.Questions;
import io.finops.report.source.Prometheus;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The metrics in Prometheus's text format, read anew in the background: no scrape waits for Prometheus. What was read last stays when it does not answer; the page says when that was. Thread-safe.
 */
public final class TrafficCostPage implements AutoCloseable {
    /** A day settles once a day, and reading five weeks costs Prometheus seconds of a processor once it has them. */
    private static final Duration KEPT = Duration.ofMinutes(15);
    /** Prometheus may not have started yet, or not have seen the bill: a look costs nothing. */
    private static final Duration LOOKED_AT = Duration.ofSeconds(30);

    private final Thread thread = new Thread(this::readUntilClosed, "traffic-cost");
    private final PrometheusTextFormatWriter format =
            PrometheusTextFormatWriter.builder().build();
    private final Prometheus prometheus;
    private final Clock clock;
    private final Consumer<String> log;
    private volatile String text = "";
    private Instant due = Instant.EPOCH;
    private boolean answered = true;

    /**
     * Reads nothing yet.
     *
     * @param log told in a line when Prometheus stops to answer
     */
    public TrafficCostPage(Prometheus prometheus, Clock clock, Consumer<String> log) {
        this.prometheus = prometheus;
        this.clock = clock;
        this.log = log;
    }

    /** Reads until it is closed. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** As it was read last; empty before. */
    public String text() {
        return text;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void readUntilClosed() {
        try {
            while (!Thread.interrupted()) {
                readIfDue();
                Thread.sleep(LOOKED_AT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void readIfDue() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (now.isBefore(due)) {
            return;
        }
        try {
            Questions questions = new Questions(prometheus, new Period(now, SettledBill.REACH));
            boolean seen = SettledBill.isSeen(questions);
            SettledBill bill = seen ? SettledBill.read(questions) : SettledBill.NONE;
            text = written(
                    TrafficCostMetrics.of(bill, seen ? Estimator.asItIs(questions, bill) : Optional.empty(), now));
            due = seen ? now.plus(KEPT) : now;
            answered = true;
        } catch (RuntimeException e) {
            // Whatever it is: the next reading may succeed.
            if (answered) {
                log.accept("fixed and marginal cost could not be read, and what is published stays: " + e.getMessage());
            }
            answered = false;
        }
    }

    private String written(MetricSnapshots metrics) {
        ByteArrayOutputStream page = new ByteArrayOutputStream(4096);
        try {
            format.write(page, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString(StandardCharsets.UTF_8);
    }
}

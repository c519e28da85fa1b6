package io.finops.costexporter.refresh;

import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.ReadFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the collectors that are due, one at a time, in the order given. What one does wrong leaves the others alone.
 *
 * <p>{@link #runDue()} and {@link #runAll()} exclude each other; everything else may be read at any time.
 */
public final class Refresher {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final List<Collector> collectors;
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private final AttemptLog log;
    private final RefreshListener listener;
    private final Clock clock;
    private final long seed;
    private final Duration thoroughEvery;

    /**
     * @param seed of the jitter, so that exporters that start together do not ask together
     * @param thoroughEvery how often everything is read again
     */
    public Refresher(
            List<Collector> collectors,
            AttemptLog log,
            RefreshListener listener,
            Clock clock,
            long seed,
            Duration thoroughEvery) {
        this.collectors = List.copyOf(collectors);
        this.log = log;
        this.listener = listener;
        this.clock = clock;
        this.seed = seed;
        this.thoroughEvery = thoroughEvery;
        attempts.putAll(log.load());
    }

    /** Runs what is due now. */
    public synchronized void runDue() {
        for (Collector collector : collectors) {
            Instant now = clock.instant();
            if (!now.isBefore(due(collector))) {
                run(collector, now, isThoroughDue(collector, now));
            }
        }
    }

    /** Runs everything now, thoroughly, within the request budget. */
    public synchronized void runAll() {
        collectors.forEach(collector -> run(collector, clock.instant(), true));
    }

    private Instant due(Collector collector) {
        Attempt last = attempt(collector.name());
        return last.due(collector.interval(), new SplittableRandom(seed ^ last.hashCode()).nextDouble());
    }

    private boolean isThoroughDue(Collector collector, Instant now) {
        Instant last = attempt(collector.name()).lastThorough();
        return last == null || !now.isBefore(last.plus(thoroughEvery));
    }

    private void run(Collector collector, Instant begin, boolean thorough) {
        String name = collector.name();
        record(name, attempt(name).begun(begin));
        try {
            collector.collect(begin, thorough);
            record(name, attempt(name).succeeded(begin, thorough));
            listener.succeeded(name, begin, Duration.between(begin, clock.instant()));
        } catch (ReadFailure failure) {
            LOG.warn("{}: {}: {}", name, failure.reason().label(), failure.getMessage());
            listener.failed(name, failure.reason());
        } catch (RuntimeException failure) {
            LOG.error("{}: failed in a way that it should not", name, failure);
            listener.failed(name, FailureReason.INTERNAL);
        }
    }

    private void record(String name, Attempt attempt) {
        attempts.put(name, attempt);
        log.save(Map.copyOf(attempts));
    }

    public Attempt attempt(String collector) {
        return attempts.getOrDefault(collector, Attempt.NONE);
    }
}

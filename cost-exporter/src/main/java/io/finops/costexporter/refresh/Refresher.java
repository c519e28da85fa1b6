package io.finops.costexporter.refresh;

import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.ReadFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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
    private final Map<String, FailureReason> failing = new HashMap<>();
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
    }

    /**
     * Takes over attempts from before a restart.
     *
     * @param lost collectors whose figures did not survive, and which are therefore due unless they had been failing
     */
    public synchronized void restore(Set<String> lost) {
        log.load().forEach((name, attempt) -> {
            if (!lost.contains(name) || attempt.failures() > 0) {
                attempts.put(name, attempt);
            }
        });
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
        try {
            record(name, attempt(name).begun(begin));
            collector.collect(begin, thorough);
            // Figures are on disk before the attempt counts as done: a crash in between asks again, and loses nothing.
            listener.succeeded(name, begin, Duration.between(begin, clock.instant()));
            record(name, attempt(name).succeeded(begin, thorough));
            if (failing.remove(name) != null) {
                LOG.info("{}: works again", name);
            }
        } catch (ReadFailure failure) {
            report(name, failure.reason(), failure.getMessage());
            listener.failed(name, failure.reason());
        } catch (RuntimeException failure) {
            LOG.error("{}: failed in a way that it should not", name, failure);
            listener.failed(name, FailureReason.INTERNAL);
        }
    }

    /** One line for each way of failing, not one for each attempt. */
    private void report(String name, FailureReason reason, @Nullable String message) {
        if (failing.put(name, reason) != reason) {
            LOG.warn("{}: {}: {}; keeping the last figures, trying again with back-off", name, reason.label(), message);
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

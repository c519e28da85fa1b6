package io.finops.costexporter.refresh;

import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Runs the collectors that are due, each at most once at a time, and none waiting for another. What one does wrong leaves
 * the others alone. Thread-safe.
 *
 * <p>Paid reads are held to the day's requests before they begin: one that finds none left stays due, so that it runs
 * as soon as there are any.
 */
public final class Refresher {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    /** How often everything is read again, not only what is likely to have changed. */
    private static final Duration THOROUGH_EVERY = Duration.ofDays(1);

    private final List<Collector> collectors;
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<String, FailureReason> failing = new ConcurrentHashMap<>();
    private final Map<String, LocalDate> withoutRequests = new ConcurrentHashMap<>();
    private final Map<String, Instant> running = new ConcurrentHashMap<>();
    private final Set<String> overrun = ConcurrentHashMap.newKeySet();
    private final RefreshListener listener;
    private final RequestBudget budget;
    private final Executor readers;
    private final Clock clock;
    private final long seed;
    private volatile @Nullable SavedAttempts log;

    /**
     * @param collectors the most important first
     * @param readers runs the reads; with a thread for each, none waits for another
     * @param seed of the jitter, so that exporters that start together do not ask together
     */
    public Refresher(
            List<? extends Collector> collectors,
            RefreshListener listener,
            RequestBudget budget,
            Executor readers,
            Clock clock,
            long seed) {
        this.collectors = List.copyOf(collectors);
        this.listener = listener;
        this.budget = budget;
        this.readers = readers;
        this.clock = clock;
        this.seed = seed;
    }

    /**
     * Takes over attempts from before a restart, and records those to come.
     *
     * @param lost collectors whose figures did not survive, and which are therefore due unless they had been failing
     */
    public void open(SavedAttempts attemptLog, Set<String> lost) {
        attemptLog.load().forEach((name, attempt) -> {
            if (!lost.contains(name) || attempt.failures() > 0) {
                attempts.put(name, attempt);
            }
        });
        log = attemptLog;
    }

    /** Begins what is due now, and says which reads last longer than their interval. */
    public synchronized void runDue() {
        for (Collector collector : collectors) {
            Instant now = clock.instant();
            Instant since = running.get(collector.name());
            if (since != null) {
                watch(collector, since, now);
            } else if (!now.isBefore(due(collector))) {
                boolean repeat = attempt(collector.name()).wouldRepeat(now, collector.interval());
                if (mayAsk(collector, repeat, now)) {
                    begin(collector, now, isThoroughDue(collector, now), repeat);
                }
            }
        }
    }

    /** Runs everything now, thoroughly, within the request budget. */
    public synchronized void runAll() {
        for (Collector collector : collectors) {
            if (!running.containsKey(collector.name())) {
                begin(collector, clock.instant(), true, false);
            }
        }
    }

    private void watch(Collector collector, Instant since, Instant now) {
        if (now.isAfter(since.plus(collector.interval())) && overrun.add(collector.name())) {
            LOG.warn("{}: has been reading since {}, longer than its interval", collector.name(), since);
            listener.failed(collector.name(), FailureReason.OVERRUN);
        }
    }

    private Instant due(Collector collector) {
        Attempt last = attempt(collector.name());
        long of = seed ^ Objects.hash(last.lastAttempt(), last.failures());
        Instant due = last.due(collector.interval(), new SplittableRandom(of).nextDouble());
        if (last.failures() > 0 || last.lastSuccess() == null) {
            return due;
        }
        Instant worthless = collector.validUntil(last.lastSuccess());
        return worthless.isBefore(due) ? worthless : due;
    }

    private boolean mayAsk(Collector collector, boolean repeat, Instant now) {
        if (!collector.paid()) {
            return true;
        }
        if (budget.remaining() > 0) {
            return !repeat || budget.mayRepeat(leads(collector));
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(withoutRequests.put(collector.name(), today))) {
            report(collector.name(), FailureReason.BUDGET_EXHAUSTED, "today's paid requests are used up");
            listener.failed(collector.name(), FailureReason.BUDGET_EXHAUSTED);
        }
        return false;
    }

    /** While the most important read fails, the others leave it the attempts: it finds out when AWS is back. */
    private boolean leads(Collector collector) {
        Collector first = collectors.get(0);
        return collector.equals(first) || attempt(first.name()).failures() == 0;
    }

    private boolean isThoroughDue(Collector collector, Instant now) {
        Instant last = attempt(collector.name()).lastThorough();
        return last == null || !now.isBefore(last.plus(THOROUGH_EVERY));
    }

    private void begin(Collector collector, Instant now, boolean thorough, boolean repeat) {
        running.put(collector.name(), now);
        listener.began(collector.name(), now);
        try {
            readers.execute(() -> {
                try {
                    run(collector, now, thorough, repeat);
                } finally {
                    end(collector);
                }
            });
        } catch (RejectedExecutionException e) {
            end(collector); // stopping
        }
    }

    private void end(Collector collector) {
        overrun.remove(collector.name());
        running.remove(collector.name());
        listener.ended(collector.name());
    }

    private void run(Collector collector, Instant begin, boolean thorough, boolean repeat) {
        String name = collector.name();
        Attempt before = attempt(name);
        try {
            record(name, before.begun(begin, repeat));
            RequestBudget.Spent<List<Object>> read = budget.spending(repeat, () -> collector.collect(begin, thorough));
            // Figures are on disk before the attempt counts as done: a crash in between asks again, and loses nothing.
            Duration took = Duration.between(begin, clock.instant());
            listener.succeeded(name, begin, took);
            record(name, attempt(name).succeeded(begin, thorough));
            tell(name, thorough, took, read);
            if (failing.remove(name) != null) {
                LOG.info("{}: works again", name);
            }
        } catch (ReadFailure failure) {
            boolean due = failure.reason() == FailureReason.BUDGET_EXHAUSTED; // as soon as there are requests again
            record(name, due ? before : attempt(name).failed(failure.reason()));
            report(name, failure.reason(), failure.getMessage());
            listener.failed(name, failure.reason());
        } catch (RuntimeException failure) {
            LOG.error("{}: failed in a way that it should not", name, failure);
            record(name, attempt(name).failed(FailureReason.INTERNAL));
            listener.failed(name, FailureReason.INTERNAL);
        }
    }

    private static void tell(String name, boolean thorough, Duration took, RequestBudget.Spent<List<Object>> read) {
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("collector", name)
                .addKeyValue("thorough", thorough)
                .addKeyValue("took_ms", took.toMillis())
                .addKeyValue("paid_requests", read.requests());
        List<Object> told = read.result();
        for (int i = 0; i + 1 < told.size(); i += 2) {
            line = line.addKeyValue(String.valueOf(told.get(i)), told.get(i + 1));
        }
        line.log("read");
    }

    /** One line for each way of failing, not one for each attempt. */
    private void report(String name, FailureReason reason, @Nullable String message) {
        if (failing.put(name, reason) != reason) {
            LOG.warn("{}: {}: {}; keeping the last figures, trying again with back-off", name, reason.label(), message);
        }
    }

    private void record(String name, Attempt attempt) {
        synchronized (attempts) {
            attempts.put(name, attempt);
            SavedAttempts kept = log;
            if (kept != null) {
                kept.save(Map.copyOf(attempts));
            }
        }
    }

    public Attempt attempt(String collector) {
        return attempts.getOrDefault(collector, Attempt.NONE);
    }
}

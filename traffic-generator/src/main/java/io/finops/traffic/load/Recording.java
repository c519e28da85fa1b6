package io.finops.traffic.load;

import io.finops.traffic.http.Answer;
import io.finops.traffic.http.TraceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop records. The loop writes without ever waiting; one other thread reads.
 *
 * <p>Coordinated omission is corrected here: latency is counted from the time at which the schedule intended the request, so
 * that a target that stalls is charged for the requests that it kept from being sent, or sent late. Service time is counted
 * from the moment the request's bytes were written.
 */
final class Recording {
    /** Histograms cover 1 µs to an hour with three digits: at most 0.1 % off. */
    static final long LOWEST_NANOS = 1_000;

    static final long HIGHEST_NANOS = 3_600_000_000_000L;
    static final int DIGITS = 3;
    private static final int MOST_STATUSES = 1000;

    private final AtomicLongArray counts = new AtomicLongArray(Event.values().length);
    private final AtomicLongArray statuses = new AtomicLongArray(MOST_STATUSES);
    private final Map<Integer, String> said = new ConcurrentHashMap<>();
    private final SingleWriterRecorder latency = recorder();
    private final SingleWriterRecorder service = recorder();
    private final SingleWriterRecorder scheduling = recorder();
    private final AtomicReference<@Nullable Slowest> slowest = new AtomicReference<>();

    /** Of the reading thread, to be used again. */
    private @Nullable Histogram latencyInterval;

    private @Nullable Histogram serviceInterval;
    private @Nullable Histogram schedulingInterval;

    private static SingleWriterRecorder recorder() {
        return new SingleWriterRecorder(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    }

    /** Only the loop writes, so that an ordered store is enough. */
    void count(Event event) {
        int i = event.index();
        counts.lazySet(i, counts.getPlain(i) + 1);
    }

    /** Counts an answer by its status, and keeps the first of each. */
    void answer(Answer answer) {
        int status = Math.min(answer.code(), MOST_STATUSES - 1);
        long before = statuses.getPlain(status);
        if (before == 0) {
            said.put(status, answer.said());
        }
        statuses.lazySet(status, before + 1);
    }

    /**
     * The times of a request that came to its end now. In the nanoseconds of {@link System#nanoTime}.
     *
     * @param intended when the schedule wanted it sent, however long it waited for a connection
     * @param written when its bytes were; 0 if they never were
     */
    void ended(long now, long intended, long written, @Nullable TraceId trace) {
        latency(now - intended, trace);
        if (written != 0) {
            service.recordValue(clamp(now - written));
        }
    }

    /** A request that was never sent waited all the same. */
    void unsent(long nanosSinceIntended) {
        latency(nanosSinceIntended, null);
    }

    private void latency(long nanos, @Nullable TraceId trace) {
        latency.recordValue(clamp(nanos));
        Slowest before = slowest.getPlain();
        if (trace != null && (before == null || nanos > before.nanos())) {
            slowest.set(new Slowest(nanos, trace.hex()));
        }
    }

    /** How long after its time an arrival was seen by the loop: the generator's own error. */
    void schedulingError(long nanos) {
        scheduling.recordValue(clamp(nanos));
    }

    Counts counts() {
        long[] values = new long[counts.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = counts.getAcquire(i);
        }
        return new Counts(values);
    }

    /** Adds the answers so far to a sum, by HTTP status. */
    void addAnswersTo(Map<Integer, HttpAnswers> sum) {
        for (int status = 0; status < statuses.length(); status++) {
            long count = statuses.getAcquire(status);
            if (count > 0) {
                HttpAnswers mine = new HttpAnswers(status, count, said.getOrDefault(status, ""));
                sum.merge(status, mine, (a, b) -> new HttpAnswers(a.status(), a.count() + b.count(), a.said()));
            }
        }
    }

    /** Moves what was recorded since the last call into a sum. */
    void drainInto(Distributions sum) {
        latencyInterval = latency.getIntervalHistogram(latencyInterval);
        serviceInterval = service.getIntervalHistogram(serviceInterval);
        schedulingInterval = scheduling.getIntervalHistogram(schedulingInterval);
        sum.latency().add(latencyInterval);
        sum.service().add(serviceInterval);
        sum.scheduling().add(schedulingInterval);
    }

    @Nullable
    Slowest takeSlowest() {
        return slowest.getAndSet(null);
    }

    private static long clamp(long nanos) {
        return Math.max(0, Math.min(nanos, HIGHEST_NANOS));
    }
}

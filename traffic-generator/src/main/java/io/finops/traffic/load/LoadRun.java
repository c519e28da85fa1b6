package io.finops.traffic.load;

import io.finops.traffic.http.Target;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A run from its first request to its last. */
public final class LoadRun {
    private static final long LEAD_NANOS = 20_000_000;
    private static final double NANOS = 1e9;

    private final LoadSettings settings;
    private final EventLoopGroup group;
    private final List<Sender> senders = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private Counts total = Counts.NONE;

    public LoadRun(LoadSettings settings, Target target, RequestSource source) {
        this.settings = settings;
        Transport transport = Transport.best();
        this.group = transport.eventLoops("sender", settings.eventLoops());
        for (int i = 0; i < settings.eventLoops(); i++) {
            EventLoop loop = group.next();
            Connector connector = new Connector(loop, transport, target.address(), settings.timeout());
            Sender sender = new Sender(loop, settings, i, connector, source);
            senders.add(sender);
            ends.add(sender.done());
        }
    }

    /**
     * Sends until the duration is over or {@link #stop} is called, and reports every second as it passes. Returns within
     * the drain time after the end, whatever the target does.
     *
     * @return how many seconds requests were sent
     */
    public double run(Consumer<Interval> seconds) throws InterruptedException {
        CompletableFuture<Void> end = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        long start = System.nanoTime() + LEAD_NANOS;
        for (Sender sender : senders) {
            sender.start(start);
        }
        // The last second is reported at the very end, so that it includes the drain time.
        long last = settings.plan().duration().toNanos() - TimeUnit.SECONDS.toNanos(1) / 2;
        double told = 0;
        for (long second = TimeUnit.SECONDS.toNanos(1); ; second += TimeUnit.SECONDS.toNanos(1)) {
            if (await(end, start + (second < last ? second : Long.MAX_VALUE / 2))) {
                break;
            }
            told = tell(seconds, start, told);
        }
        tell(seconds, start, told);
        Future<?> unused = group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        return Math.min(
                (System.nanoTime() - start) / NANOS, settings.plan().duration().toNanos() / NANOS);
    }

    /** Ends the run early. Can be called from any thread. */
    public void stop() {
        try {
            senders.forEach(Sender::stop);
        } catch (RejectedExecutionException e) {
            // The run is over already, and its event loops are gone.
        }
    }

    private double tell(Consumer<Interval> listener, long start, double told) {
        double now = (System.nanoTime() - start) / NANOS;
        Distributions times = Distributions.empty();
        Counts counts = Counts.NONE;
        Slowest slowest = null;
        Map<Integer, HttpAnswers> answers = new TreeMap<>();
        for (Sender sender : senders) {
            sender.recording().drainInto(times);
            counts = counts.plus(sender.recording().counts());
            sender.recording().addAnswersTo(answers);
            slowest = Slowest.of(slowest, sender.recording().takeSlowest());
        }
        listener.accept(new Interval(
                now, now - told, counts.minus(total), times, slowest, counts, List.copyOf(answers.values())));
        total = counts;
        return now;
    }

    /** Waits until a time, and returns whether the run has ended by then. */
    private static boolean await(CompletableFuture<Void> end, long nanos) throws InterruptedException {
        try {
            end.get(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a sender failed", e);
        }
    }
}

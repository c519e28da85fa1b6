package io.finops.traffic.verify;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.http.Target;
import io.finops.traffic.payment.PaymentStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was acknowledged with what the service has. Each acknowledged id must be there with the amount and the
 * final state that were acknowledged, and its idempotency key must lead to the same id.
 */
public final class MoneyCheck {
    private static final int EXAMPLES = 20;

    /** After this many failures in a row, the service is considered unavailable. */
    private static final int PATIENCE = 20;

    private final PaymentCheck check;
    private final Settings settings;
    private final AtomicLong dueNanos = new AtomicLong();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /**
     * Settings of the check.
     *
     * @param rate maximum number of payments checked per second; each costs two requests
     * @param parallel number of concurrent checks
     * @param sample share of the acknowledgements that are checked
     */
    public record Settings(double rate, int parallel, double sample) {}

    public MoneyCheck(
            Target target, @Nullable ApiKey key, Duration timeout, PaymentStream payments, Settings settings) {
        this.check = new PaymentCheck(new PaymentsApi(target, key, timeout), payments);
        this.settings = settings;
    }

    /** Checks the payments in a file of acknowledgements. Call it once. */
    public MoneyReport run(Path file) throws IOException, InterruptedException {
        try (Stream<String> lines = Files.lines(file)) {
            return run(lines.skip(1).map(Acknowledged::parse).iterator());
        }
    }

    /** Leaves the rest unchecked, without waiting for answers. Can be called from any thread. */
    public void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }

    private MoneyReport run(Iterator<Acknowledged> acknowledged) throws InterruptedException {
        Tally tally = new Tally(acknowledged);
        dueNanos.set(System.nanoTime());
        for (int i = 0; i < settings.parallel(); i++) {
            Thread thread = new Thread(() -> work(tally), "money-check-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return tally.report();
    }

    private void work(Tally tally) {
        for (Acknowledged next = tally.next(); next != null; next = tally.next()) {
            tally.add(next, tally.hopeless() ? Finding.UNCHECKED : look(next));
        }
    }

    private Finding look(Acknowledged acknowledged) {
        try {
            pause();
            return check.check(acknowledged);
        } catch (InterruptedException e) {
            // Told to stop: the rest is left unchecked.
            return Finding.UNCHECKED;
        }
    }

    /** Keeps the rate: each check has its own start time. */
    private void pause() {
        long due = dueNanos.getAndAdd((long) (1e9 / settings.rate()));
        for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Hands out the work and adds up the findings. Thread-safe. */
    private final class Tally {
        private final Iterator<Acknowledged> source;
        private final SplittableRandom random = new SplittableRandom(1);
        private final Map<Finding, Long> findings = new EnumMap<>(Finding.class);
        private final List<String> examples = new ArrayList<>();
        private long acknowledged;
        private int uncheckedInARow;

        Tally(Iterator<Acknowledged> source) {
            this.source = source;
        }

        synchronized @Nullable Acknowledged next() {
            while (source.hasNext()) {
                Acknowledged next = source.next();
                acknowledged++;
                if (random.nextDouble() < settings.sample()) {
                    return next;
                }
            }
            return null;
        }

        synchronized boolean hopeless() {
            return stopped || uncheckedInARow >= PATIENCE;
        }

        synchronized void add(Acknowledged payment, Finding finding) {
            findings.merge(finding, 1L, Long::sum);
            uncheckedInARow = finding == Finding.UNCHECKED ? uncheckedInARow + 1 : 0;
            if (finding != Finding.SOUND && examples.size() < EXAMPLES) {
                examples.add(finding + " " + payment.id() + " (" + payment.status() + ")");
            }
        }

        synchronized MoneyReport report() {
            return new MoneyReport(acknowledged, findings, examples);
        }
    }
}

package io.finops.payments.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.finops.payments.fraud.FraudScoring;
import io.finops.payments.id.PaymentId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The yardstick of {@code ./stack bench payments}: what the ledger alone can do, with the same statements through the same
 * pool, without HTTP and without a gateway. Run with Boot's {@code PropertiesLauncher} and {@code -Dloader.main}; prints one
 * JSON line a round and ends when its standard input does.
 */
public final class BareLedger {
    private static final Merchant MERCHANT = new Merchant("mer_demo");
    private static final Duration LEASE = Duration.ofMinutes(1);

    private BareLedger() {}

    /** Takes the database's address, user and password file, threads and seconds a round; a round begins with each line read. */
    public static void main(String[] args) throws InterruptedException {
        DatabaseProperties properties = new DatabaseProperties(args[0], args[1], Path.of(args[2]), null, null, 16, 6);
        int threads = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        try (HikariDataSource dataSource = LedgerConfiguration.pool("bare", properties, properties.poolSize(), 1_000)) {
            PaymentLedger ledger = new PaymentLedger(JdbcClient.create(dataSource));
            System.out.println("{\"ready\":true}");
            try (java.util.Scanner lines = new java.util.Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8)) {
                while (lines.hasNextLine()) {
                    lines.nextLine();
                    System.out.println(round(ledger, threads, seconds));
                }
            }
        }
    }

    private static String round(PaymentLedger ledger, int threads, int seconds) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(seconds).toNanos();
        long[][] nanos = new long[threads][1 << 16];
        AtomicInteger[] counts = new AtomicInteger[threads];
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int worker = i;
            counts[i] = new AtomicInteger();
            workers[i] = new Thread(() -> {
                SplittableRandom random = new SplittableRandom(System.nanoTime() + worker);
                while (System.nanoTime() < end && counts[worker].get() < nanos[worker].length) {
                    long before = System.nanoTime();
                    pay(ledger, random);
                    nanos[worker][counts[worker].getAndIncrement()] = System.nanoTime() - before;
                }
            });
            workers[i].start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] all = new long[Arrays.stream(counts).mapToInt(AtomicInteger::get).sum()];
        int at = 0;
        for (int i = 0; i < threads; i++) {
            System.arraycopy(nanos[i], 0, all, at, counts[i].get());
            at += counts[i].get();
        }
        Arrays.sort(all);
        return "{\"rate\":%.1f,\"p50_ms\":%.2f,\"p99_ms\":%.2f}"
                .formatted(all.length / took, all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6);
    }

    private static void pay(PaymentLedger ledger, SplittableRandom random) {
        PaymentId id = PaymentId.next(System.currentTimeMillis());
        IdempotencyKey key = new IdempotencyKey(UUID.randomUUID().toString());
        PaymentOrder order = new PaymentOrder(
                Money.of(random.nextLong(100, 20_000), "USD"),
                "pm_ok",
                "cus_" + random.nextInt(5_000),
                "DE",
                null,
                null,
                Map.of());
        PaymentLedger.Preview preview = ledger.preview(MERCHANT, key, order);
        double score = FraudScoring.score(order.amount().minorUnits(), 1, true, preview.history(), 0);
        ledger.claim(id, MERCHANT, key, order, score, false, LEASE);
        ledger.approve(id, "ch_" + id, order.amount(), Money.of(30, "USD"));
    }
}

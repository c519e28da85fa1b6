package io.finops.benchmarks.payments;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * One round of load on a service. Latencies of a paced round count from the intended time of sending.
 *
 * @param ratePerSecond payments per second; 0 for as many as the connections can
 */
record LoadRound(String url, String apiKey, int connections, int seconds, double ratePerSecond) {
    private static final int MOST = 1 << 17;

    /** What a round came to. */
    record Result(int payments, double rate, double p50Millis, double p99Millis) {}

    Result run() throws InterruptedException {
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        long[][] nanos = new long[connections][MOST];
        int[] counts = new int[connections];
        AtomicInteger index = new AtomicInteger();
        AtomicReference<String> problem = new AtomicReference<>("");
        Thread[] clients = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            int client = i;
            clients[i] = new Thread(() -> {
                try {
                    counts[client] = send(start, end, index, nanos[client], client);
                } catch (IOException e) {
                    problem.set(e.toString());
                }
            });
            clients[i].start();
        }
        for (Thread client : clients) {
            client.join();
        }
        if (!problem.get().isEmpty()) {
            throw new StackException("the bench's load failed: " + problem.get());
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] all = new long[Arrays.stream(counts).sum()];
        int at = 0;
        for (int i = 0; i < connections; i++) {
            System.arraycopy(nanos[i], 0, all, at, counts[i]);
            at += counts[i];
        }
        Arrays.sort(all);
        if (all.length == 0) {
            throw new StackException("no payment was answered in " + seconds + " s");
        }
        return new Result(all.length, all.length / took, all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6);
    }

    private int send(long start, long end, AtomicInteger index, long[] nanos, int client) throws IOException {
        SplittableRandom random = new SplittableRandom(System.nanoTime() + client);
        int count = 0;
        try (LoadClient connection = new LoadClient(URI.create(url), apiKey)) {
            while (System.nanoTime() < end && count < nanos.length) {
                long intended = System.nanoTime();
                if (ratePerSecond > 0) {
                    intended = start + (long) (index.getAndIncrement() * 1e9 / ratePerSecond);
                    if (intended >= end) {
                        return count;
                    }
                    sleepUntil(intended);
                }
                String key = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
                int status = connection.pay(
                        key,
                        "{\"amount\":" + random.nextLong(100, 20_000)
                                + ",\"currency\":\"USD\",\"paymentMethod\":\"pm_ok_bench\",\"customer\":\"cus_"
                                + random.nextInt(5_000) + "\",\"country\":\"DE\"}");
                if (status != 201) {
                    throw new IOException("a payment was answered " + status);
                }
                nanos[count++] = System.nanoTime() - intended;
            }
        }
        return count;
    }

    private static void sleepUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

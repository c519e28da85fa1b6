package io.finops.simulators.aws;

import java.util.Map;
import java.util.TreeMap;

/** Requests by operation, as AWS would count and bill them. Thread-safe. */
public final class PaidRequests {
    private static final double DOLLARS_PER_COST_EXPLORER_REQUEST = 0.01;

    private final Map<String, Count> byOperation = new TreeMap<>();

    synchronized void count(String service, String operation, boolean failed) {
        Count before = byOperation.getOrDefault(operation, new Count(service, 0, 0));
        byOperation.put(operation, new Count(service, before.requests + 1, before.errors + (failed ? 1 : 0)));
    }

    /** Back to nothing. */
    public synchronized void reset() {
        byOperation.clear();
    }

    public synchronized Summary summary() {
        long total = 0;
        long paid = 0;
        for (Count count : byOperation.values()) {
            total += count.requests;
            paid += count.service.equals("ce") ? count.requests : 0;
        }
        return new Summary(
                true,
                total,
                paid,
                Math.round(paid * DOLLARS_PER_COST_EXPLORER_REQUEST * 100) / 100.0,
                Map.copyOf(byOperation));
    }

    /**
     * Since the start or the last reset.
     *
     * @param paid requests that AWS would bill: those of Cost Explorer, every page counted
     */
    public record Summary(boolean simulated, long total, long paid, double dollars, Map<String, Count> operations) {}

    /** Requests of one operation. */
    public record Count(String service, long requests, long errors) {}
}

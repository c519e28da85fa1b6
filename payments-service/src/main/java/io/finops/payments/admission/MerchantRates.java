package io.finops.payments.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A token bucket a merchant, as the generic cell rate algorithm (ITU-T I.371) keeps it: one number, the moment at which
 * the bucket will be full again. Merchants are those of the merchants file, so that there are no more buckets than these.
 * Thread-safe.
 */
public final class MerchantRates {
    private final long nanosEach;
    private final long nanosFull;
    private final LongSupplier nanoTime;
    private final Map<String, AtomicLong> fullAt = new ConcurrentHashMap<>();

    /**
     * Creates full buckets.
     *
     * @param perSecond tokens that come back in a second, at least 1
     * @param burst tokens in a full bucket, at least 1
     */
    public MerchantRates(int perSecond, int burst, LongSupplier nanoTime) {
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanosFull = nanosEach * burst;
        this.nanoTime = nanoTime;
    }

    /** Takes a token; false when there is none. */
    public boolean take(String merchantId) {
        AtomicLong bucket = fullAt.get(merchantId);
        if (bucket == null) {
            bucket = fullAt.computeIfAbsent(merchantId, any -> new AtomicLong(nanoTime.getAsLong()));
        }
        while (true) {
            long before = bucket.get();
            // After the bucket: a thread that is put to sleep in between would else find it filled by others' later
            // moments.
            long now = nanoTime.getAsLong();
            long after = (before - now > 0 ? before : now) + nanosEach;
            if (after - now > nanosFull) {
                return false;
            }
            if (bucket.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}

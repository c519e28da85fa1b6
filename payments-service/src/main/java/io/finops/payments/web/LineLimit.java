package io.finops.payments.web;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * So many lines a second and no more, so that a storm of failures neither fills the disk nor takes the processor from what succeeds. What is left
 * out is counted. Thread-safe.
 */
final class LineLimit {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private final LongSupplier nanoTime;
    private long begin;
    private int written;
    private long leftOut;

    LineLimit(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /** How many lines were left out before this one, or -1 if this one is left out as well. */
    synchronized long admit() {
        long now = nanoTime.getAsLong();
        if (now - begin >= SECOND) {
            begin = now;
            written = 0;
        }
        if (written == most) {
            leftOut++;
            return -1;
        }
        written++;
        long before = leftOut;
        leftOut = 0;
        return before;
    }
}

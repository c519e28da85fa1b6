package io.finops.traffic.load;

import io.finops.traffic.http.TraceId;
import org.jspecify.annotations.Nullable;

/** A request on its way. Used by one event loop alone. */
final class Exchange {
    /** The arrival that it is sent for. */
    final long arrival;

    /** 0 for the first attempt. */
    final int attempt;

    /** When it should have been sent, on the clock of {@link System#nanoTime()}. */
    final long intended;

    /** When a connection took it; what the time-out counts from. */
    long taken;

    /** When its bytes were written. */
    long written;

    /** The arrival that its payment was first sent for. */
    long payment;

    @Nullable
    TraceId trace;

    Exchange(long arrival, int attempt, long intended) {
        this.arrival = arrival;
        this.attempt = attempt;
        this.intended = intended;
    }
}

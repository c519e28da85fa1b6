package io.finops.traffic.load;

import io.finops.traffic.http.TraceId;
import org.jspecify.annotations.Nullable;

/** A request in flight. Confined to one event loop. */
final class Exchange {
    /** The arrival it is sent for. */
    final long arrival;

    /** 0 for the first attempt. */
    final int attempt;

    /** When it should have been sent, on the clock of {@link System#nanoTime()}. */
    final long intended;

    /** When a connection took it; the time-out starts here. */
    long taken;

    /** When its bytes were written. */
    long written;

    /** The arrival its payment was first sent for. */
    long payment;

    @Nullable
    TraceId trace;

    Exchange(long arrival, int attempt, long intended) {
        this.arrival = arrival;
        this.attempt = attempt;
        this.intended = intended;
    }
}

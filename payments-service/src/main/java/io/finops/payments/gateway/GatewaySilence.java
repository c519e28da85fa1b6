package io.finops.payments.gateway;

import java.util.function.LongSupplier;

/**
 * For how long calls have been waiting at the gateway without any of them being answered. It shows a gateway that hangs before the
 * first call gives up on it; one that is merely slow keeps answering and stays near the time between two answers. Thread-safe.
 */
final class GatewaySilence {
    private final LongSupplier nanoTime;
    private int waiting;
    private long since;

    GatewaySilence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void callBegins() {
        if (waiting++ == 0) {
            since = nanoTime.getAsLong();
        }
    }

    /** Giving up on a call is no answer: a gateway that hangs stays silent however many give up. */
    synchronized void callEnds(boolean answered) {
        waiting--;
        if (answered) {
            since = nanoTime.getAsLong();
        }
    }

    /** 0 while no call waits. */
    synchronized double seconds() {
        return waiting == 0 ? 0 : (nanoTime.getAsLong() - since) / 1e9;
    }
}

package io.finops.traffic.load;

import io.finops.traffic.http.TraceId;
import io.finops.traffic.payment.Payment;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Requests encoded before they are due, so that at its time a request only needs to be written. Bounded; used by one event
 * loop alone.
 */
final class RequestsAhead {
    private static final int AHEAD = 64;

    private final RequestSource source;
    private final double traceShare;
    private final int stride;
    private final SplittableRandom random = new SplittableRandom();
    private final ArrayDeque<Request> ready = new ArrayDeque<>(AHEAD);
    private long next;

    /**
     * A request as it is written.
     *
     * @param arrival that it is sent for
     * @param payment the arrival that its payment was first sent for; another one when it is a duplicate
     */
    record Request(long arrival, long payment, @Nullable TraceId trace, ByteBuf bytes) {}

    /**
     * @param first the number of the first arrival
     * @param stride the distance to the next
     */
    RequestsAhead(RequestSource source, double traceShare, long first, int stride) {
        this.source = source;
        this.traceShare = traceShare;
        this.next = first;
        this.stride = stride;
    }

    /** Encodes a few more; whether there is room for others. */
    boolean prepare(int few) {
        for (int i = 0; i < few && ready.size() < AHEAD; i++) {
            ready.addLast(encode(next));
            next += stride;
        }
        return ready.size() < AHEAD;
    }

    /** The request of an arrival. Arrivals are taken in their order; those left out are not sent. */
    Request take(long arrival) {
        for (Request first = ready.peekFirst(); first != null && first.arrival <= arrival; first = ready.peekFirst()) {
            ready.removeFirst();
            if (first.arrival == arrival) {
                return first;
            }
            first.bytes.release();
        }
        next = Math.max(next, arrival + stride);
        return encode(arrival);
    }

    /** The request of an arrival again, for a retry. */
    Request again(long arrival) {
        return encode(arrival);
    }

    /** Gives back what was not sent. */
    void close() {
        ready.forEach(request -> request.bytes.release());
        ready.clear();
    }

    private Request encode(long arrival) {
        Payment payment = source.payments().at(arrival);
        TraceId trace = random.nextDouble() < traceShare
                ? new TraceId(random.nextLong(), random.nextLong(), random.nextLong())
                : null;
        byte[] bytes = source.requests().encode(payment, trace);
        ByteBuf buffer =
                PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
        return new Request(arrival, payment.number(), trace, buffer);
    }
}

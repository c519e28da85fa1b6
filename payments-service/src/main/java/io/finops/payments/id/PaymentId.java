package io.finops.payments.id;

import java.time.Instant;
import java.util.Optional;

/** Names a payment: {@code pay_…}. */
public record PaymentId(String value) implements OperationId {
    private static final String PREFIX = "pay_";

    public PaymentId {
        Ids.check(PREFIX, value);
    }

    public static PaymentId next(long epochMillis) {
        return new PaymentId(Ids.next(PREFIX, epochMillis));
    }

    /** Comes before every id that is made at this time or later. Not the id of a payment. */
    public static PaymentId earliest(Instant time) {
        return new PaymentId(
                Ids.earliest(PREFIX, Math.max(0, time.toEpochMilli())).toString());
    }

    /** Reads what somebody sent; empty for what can name nothing. */
    public static Optional<PaymentId> parse(String text) {
        return Ids.isOne(PREFIX, text) ? Optional.of(new PaymentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}

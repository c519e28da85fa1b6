package io.finops.payments.id;

import java.util.Optional;

/** Names a refund: {@code re_…}. */
public record RefundId(String value) implements OperationId {
    private static final String PREFIX = "re_";

    public RefundId {
        Ids.check(PREFIX, value);
    }

    public static RefundId next(long epochMillis) {
        return new RefundId(Ids.next(PREFIX, epochMillis));
    }

    /** Reads what somebody sent; empty for what can name nothing. */
    public static Optional<RefundId> parse(String text) {
        return Ids.isOne(PREFIX, text) ? Optional.of(new RefundId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}

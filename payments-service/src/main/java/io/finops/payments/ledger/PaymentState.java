package io.finops.payments.ledger;

import io.finops.payments.money.Money;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What changes in a payment's life.
 *
 * @param captured what the gateway took; 0 until approved
 * @param refunded value of the refunds that are pending or done
 * @param inFlight pending, and the process that claimed it may still be at work
 */
public record PaymentState(
        PaymentStatus status,
        Money captured,
        Money refunded,
        @Nullable String declineCode,
        boolean inFlight,
        @Nullable Instant settledAt) {

    public static PaymentState claimed(Currency currency) {
        Money nothing = new Money(0, currency);
        return new PaymentState(PaymentStatus.PENDING, nothing, nothing, null, true, null);
    }

    public static PaymentState approved(Money captured, Instant at) {
        return new PaymentState(PaymentStatus.APPROVED, captured, new Money(0, captured.currency()), null, false, at);
    }

    /** An end at which no money moved. */
    public static PaymentState uncharged(
            PaymentStatus end, Currency currency, @Nullable String declineCode, Instant at) {
        Money nothing = new Money(0, currency);
        return new PaymentState(end, nothing, nothing, declineCode, false, at);
    }

    PaymentState withNothingRefunded() {
        return new PaymentState(status, captured, new Money(0, captured.currency()), declineCode, inFlight, settledAt);
    }
}

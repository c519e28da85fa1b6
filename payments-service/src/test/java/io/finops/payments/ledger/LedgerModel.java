package io.finops.payments.ledger;

import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a payment must be after a sequence of events, in as few words as possible. Knows nothing of the code that it judges. */
final class LedgerModel {
    final PaymentId id;
    final String currency;
    final List<ModelRefund> refunds = new ArrayList<>();

    /** Null until claimed. */
    @Nullable
    String status;

    long amount;
    long captured;

    LedgerModel(PaymentId id, String currency) {
        this.id = id;
        this.currency = currency;
    }

    static final class ModelRefund {
        final RefundId id;
        final long amount;
        String status = "pending";

        ModelRefund(RefundId id, long amount) {
            this.id = id;
            this.amount = amount;
        }

        boolean holdsValue() {
            return status.equals("pending") || status.equals("refunded");
        }
    }

    Money money(long minorUnits) {
        return Money.of(minorUnits, currency);
    }

    boolean claim(long ofAmount, boolean rejected) {
        if (status != null) {
            return false;
        }
        amount = ofAmount;
        status = rejected ? "rejected" : "pending";
        return true;
    }

    boolean claimAgain() {
        return become("failed", "pending");
    }

    boolean approve(long taken) {
        if (!become("pending", "approved")) {
            return false;
        }
        captured = taken;
        return true;
    }

    boolean decline() {
        return become("pending", "declined");
    }

    boolean fail() {
        return become("pending", "failed");
    }

    private boolean become(String from, String to) {
        if (!from.equals(status)) {
            return false;
        }
        status = to;
        return true;
    }

    boolean mayRefund(long value) {
        return "approved".equals(status) && value <= captured - reserved();
    }

    long reserved() {
        return refunds.stream()
                .filter(ModelRefund::holdsValue)
                .mapToLong(refund -> refund.amount)
                .sum();
    }

    long refunded() {
        return refunds.stream()
                .filter(refund -> refund.status.equals("refunded"))
                .mapToLong(refund -> refund.amount)
                .sum();
    }
}

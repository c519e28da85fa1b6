package io.finops.simulators.gateway;

import java.util.Map;
import java.util.TreeMap;

/** What the gateway has done since its record began. Immutable. */
record GatewayTotals(
        long charges, long approved, long declined, long doubledReferences, Map<String, InCurrency> currencies) {
    static final GatewayTotals NONE = new GatewayTotals(0, 0, 0, 0, Map.of());

    /** Of one currency, in minor units. */
    record InCurrency(long captures, long captured, long refunds, long refunded, long fees) {
        InCurrency plus(InCurrency more) {
            return new InCurrency(
                    captures + more.captures,
                    captured + more.captured,
                    refunds + more.refunds,
                    refunded + more.refunded,
                    fees + more.fees);
        }
    }

    /**
     * The totals with one charge more.
     *
     * @param doubled whether its reference had been captured once before
     */
    GatewayTotals with(Charge charge, boolean doubled) {
        int approvals = charge.approved() ? 1 : 0;
        return new GatewayTotals(
                charges + 1,
                approved + approvals,
                declined + 1 - approvals,
                doubledReferences + (doubled ? 1 : 0),
                charge.approved()
                        ? with(charge.currency(), new InCurrency(1, charge.captured(), 0, 0, charge.fee()))
                        : currencies);
    }

    GatewayTotals with(Refund refund) {
        return refund.refunded()
                ? new GatewayTotals(
                        charges,
                        approved,
                        declined,
                        doubledReferences,
                        with(refund.currency(), new InCurrency(0, 0, 1, refund.amount(), 0)))
                : this;
    }

    private Map<String, InCurrency> with(String currency, InCurrency more) {
        Map<String, InCurrency> all = new TreeMap<>(currencies);
        all.merge(currency, more, InCurrency::plus);
        return all;
    }
}

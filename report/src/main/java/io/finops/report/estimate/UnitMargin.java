package io.finops.report.estimate;

import io.finops.report.elasticity.TrafficCost;
import org.jspecify.annotations.Nullable;

/**
 * What an approved payment brings and takes, in USD.
 *
 * @param share of its value that is ours
 * @param fees of the gateway
 */
public record UnitMargin(double share, double fees) {
    /**
     * From how many payments a day on they pay for the bill.
     *
     * @param perDay null when a payment loses money: then no volume is enough
     * @param earliest within the bounds of the marginal cost; null likewise
     * @param latest null when one of the bounds has a payment lose money
     */
    public record BreakEven(
            @Nullable Double perDay,
            @Nullable Double earliest,
            @Nullable Double latest) {}

    BreakEven breakEven(TrafficCost bill) {
        @Nullable Double cheap = at(bill, bill.lower());
        @Nullable Double dear = at(bill, bill.upper());
        return new BreakEven(
                at(bill, bill.marginal()),
                cheap == null || dear == null ? cheap : Double.valueOf(Math.min(cheap, dear)),
                cheap == null || dear == null ? null : Double.valueOf(Math.max(cheap, dear)));
    }

    private @Nullable Double at(TrafficCost bill, double marginal) {
        double left = share - fees - marginal;
        double fixed = bill.fixedAt(marginal) + bill.oneOff();
        return left <= 0 ? null : Math.max(0, fixed) / left;
    }
}

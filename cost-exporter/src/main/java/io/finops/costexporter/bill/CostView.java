package io.finops.costexporter.bill;

import java.util.List;
import java.util.Optional;

/**
 * A configured way to split the bill.
 *
 * @param name the value of the label {@code view}
 * @param groupings none, one or two
 * @param filters all of them hold; none means the whole bill
 * @param top how many rows are published by themselves; the rest is folded into one
 * @param daily whether each row's last 35 days are published too: 35 series a row, whose label changes every day
 * @param billingView what AWS is to show the bill through, as an ARN; empty for the bill itself
 */
public record CostView(
        String name, List<Grouping> groupings, List<CostFilter> filters, int top, boolean daily, String billingView) {
    /** The largest rows of a view, which have series beside the amounts themselves. */
    public static final int DETAILED_ROWS = 1_000;

    /** What GetCostAndUsage can group by at once. */
    public static final int MAX_GROUPINGS = 2;

    public CostView {
        groupings = List.copyOf(groupings);
        filters = List.copyOf(filters);
    }

    /** One of the bill itself, without the days of each row. */
    public CostView(String name, List<Grouping> groupings, List<CostFilter> filters, int top) {
        this(name, groupings, filters, top, false, "");
    }

    /** Reads the bill as a whole where no configured view does. Published as {@code cloud_bill_*} only. */
    public static final CostView WHOLE_BILL = new CostView("bill", List.of(), List.of(), 1);

    /** The view whose rows add up to the whole bill: the first that leaves nothing out. */
    public static Optional<CostView> wholeOf(List<CostView> views) {
        return views.stream().filter(CostView::isWhole).findFirst();
    }

    /** Whether it serves the whole bill only and has no rows of its own to publish. */
    public boolean isInternal() {
        return equals(WHOLE_BILL);
    }

    /** Whether its rows add up to the whole bill. */
    public boolean isWhole() {
        return filters.isEmpty() && billingView.isEmpty();
    }
}

package io.finops.costexporter.monthchange;

import io.finops.costexporter.bill.CostBasis;
import java.time.YearMonth;
import java.util.List;

/**
 * A month beside the one before it, by service; amounts in {@link io.finops.costexporter.bill.Nanos}.
 *
 * @param month of UTC days, the newest that is over
 */
public record MonthChange(CostBasis basis, YearMonth month, List<Change> changes) {
    public MonthChange {
        changes = List.copyOf(changes);
    }

    /**
     * One service.
     *
     * @param difference what it cost in the month, less what it cost in the one before
     * @param drivers what that came from, as far as asked; the rest of the difference is not explained
     */
    public record Change(String service, String currency, long difference, List<Driver> drivers) {
        public Change {
            drivers = List.copyOf(drivers);
        }
    }

    /**
     * One reason for a change.
     *
     * @param type as AWS spells it, such as {@code USAGE_CHANGE}
     * @param name such as a usage type
     */
    public record Driver(String type, String name, long difference) {}
}

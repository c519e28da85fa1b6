package io.finops.costexporter.usage;

import java.time.YearMonth;
import java.util.List;

/**
 * What has been used of a month so far, by service and usage type: those that cost most.
 *
 * @param month of UTC days
 */
public record Usage(YearMonth month, List<Row> rows) {
    public Usage {
        rows = List.copyOf(rows);
    }

    /**
     * One usage type of one service.
     *
     * @param unit as AWS names it, such as {@code Hrs}
     * @param quantity in that unit
     * @param currency ISO 4217 code
     * @param cost unblended, in {@link io.finops.costexporter.bill.Nanos}
     */
    public record Row(String service, String usageType, String unit, double quantity, String currency, long cost) {}
}

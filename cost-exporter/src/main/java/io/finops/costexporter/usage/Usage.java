package io.finops.costexporter.usage;

import io.finops.costexporter.bill.RowKey;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has been used of a month so far, by service and usage type: those that cost most.
 *
 * @param month of UTC days
 */
public record Usage(YearMonth month, List<Row> rows) {
    public Usage {
        rows = List.copyOf(rows);
    }

    /** How many rows are kept. */
    public static final int TOP = 200;

    /**
     * One usage type of one service.
     *
     * @param provider whose service it is, such as {@code aws}
     * @param unit as AWS names it, such as {@code Hrs}
     * @param quantity in that unit
     * @param currency ISO 4217 code
     * @param cost unblended, in {@link io.finops.costexporter.bill.Nanos}
     */
    public record Row(
            @Nullable String provider,
            String service,
            String usageType,
            String unit,
            double quantity,
            String currency,
            long cost) {
        public Row {
            provider =
                    provider == null ? RowKey.AWS : provider; // as in figures that were saved before there were others
        }

        @Override
        public String provider() {
            return Objects.requireNonNull(provider);
        }
    }
}

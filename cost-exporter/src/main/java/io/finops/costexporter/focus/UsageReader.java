package io.finops.costexporter.focus;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import io.finops.costexporter.usage.Usage;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Quantities of an export: of each charge that has one what was consumed, or, where the export leaves that out, what was
 * priced.
 *
 * @param temporary where DuckDB puts what does not fit into its memory
 */
record UsageReader(Path temporary) {
    /** Of a month as far as it has been exported, what costs most; throws a {@link ReadFailure}. */
    Usage read(List<Path> files, YearMonth month) {
        return DuckDb.ask(
                files, temporary, (sql, charges, columns) -> new Usage(month, rows(sql, sql(charges, columns, month))));
    }

    private static String sql(String charges, FocusColumns columns, YearMonth month) {
        boolean consumed = columns.has("ConsumedQuantity") && columns.has("ConsumedUnit");
        String unit = columns.dimension(Grouping.parse("column:" + (consumed ? "ConsumedUnit" : "PricingUnit")));
        String quantity = columns.number(consumed ? "ConsumedQuantity" : "PricingQuantity");
        String cost = "sum(" + columns.amount(CostBasis.UNBLENDED) + ")";
        return "SELECT " + columns.provider() + ", " + columns.dimension(Grouping.parse("service")) + ", "
                + columns.dimension(Grouping.parse("usage-type")) + ", " + unit + ", " + columns.currency() + ", sum("
                + quantity + "), " + cost + " FROM " + charges + " WHERE " + quantity + " IS NOT NULL AND " + unit
                + " <> '' AND " + columns.day() + " >= DATE '" + month.atDay(1) + "' AND " + columns.day()
                + " <= DATE '"
                + month.atEndOfMonth() + "' GROUP BY ALL ORDER BY abs(" + cost + ") DESC LIMIT " + Usage.TOP;
    }

    private static List<Usage.Row> rows(Statement sql, String query) throws SQLException {
        List<Usage.Row> rows = new ArrayList<>();
        try (ResultSet found = sql.executeQuery(query)) {
            while (found.next()) {
                double quantity = found.getDouble(6);
                if (!Double.isFinite(quantity) || found.getString(5).isEmpty() || found.getBigDecimal(7) == null) {
                    throw new ReadFailure(
                            FailureReason.MALFORMED,
                            "quantities of " + found.getString(2) + " without a currency, a cost or a sum");
                }
                rows.add(new Usage.Row(
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        found.getString(4),
                        quantity,
                        found.getString(5),
                        Nanos.of(found.getBigDecimal(7))));
            }
        }
        return rows;
    }
}

package io.finops.costexporter.focus;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an export's columns are called, and the SQL that makes our words of them. FOCUS 1.0 to 1.2: columns that came later
 * are used where they are.
 *
 * @param types of the columns, by name as the export spells it
 */
record FocusColumns(Map<String, String> types) {
    FocusColumns {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(types);
        types = byName;
    }

    boolean has(String column) {
        return types.containsKey(column);
    }

    /** The UTC day on which a charge began. */
    String day() {
        return "CAST(CAST(" + required("ChargePeriodStart") + " AS TIMESTAMP) AS DATE)";
    }

    String currency() {
        return text(required("BillingCurrency"));
    }

    /** The value of the label {@code provider}: a word of ours for those that are known, else the export's in lower case. */
    String provider() {
        String name = "lower(" + text(first(List.of("ProviderName", "ServiceProviderName", "PublisherName"))) + ")";
        return "CASE WHEN " + name + " LIKE 'aws%' OR " + name + " LIKE 'amazon%' THEN 'aws'"
                + " WHEN " + name + " LIKE 'microsoft%' OR " + name + " LIKE 'azure%' THEN 'azure'"
                + " WHEN " + name + " LIKE 'google%' OR " + name + " = 'gcp' THEN 'gcp'"
                + " WHEN " + name + " LIKE 'oracle%' THEN 'oracle'"
                + " WHEN " + name + " = '' THEN 'unknown' ELSE regexp_replace(" + name
                + ", '[^a-z0-9]+', '_', 'g') END";
    }

    /** Exact: a cost that is no number fails the read. */
    String amount(CostBasis basis) {
        String column = switch (basis) {
            case UNBLENDED, NET_UNBLENDED -> "BilledCost";
            case AMORTIZED, NET_AMORTIZED -> "EffectiveCost";
            case LIST -> "ListCost";
            case CONTRACTED -> "ContractedCost";
            case BLENDED -> throw new IllegalArgumentException("exports have no blended costs");
        };
        return "CAST(" + required(column) + " AS DECIMAL(28, 12))";
    }

    /** A quantity: no number fails the read. */
    String number(String column) {
        return "CAST(" + required(column) + " AS DOUBLE)";
    }

    /** Whether a charge is on no invoice yet, as far as the export says; since FOCUS 1.2 it can. */
    String estimated() {
        return has("InvoiceId") ? "(" + text(quoted("InvoiceId")) + " = '')" : "TRUE";
    }

    /** The name of a linked account. */
    String accountName() {
        return has("SubAccountName") ? text(quoted("SubAccountName")) : "''";
    }

    /** What a view groups or filters by; empty where it is not set. */
    String dimension(Grouping grouping) {
        return switch (grouping.kind()) {
            case DIMENSION -> text(first(dimensions(grouping.key())));
            case TAG -> key(first(List.of("Tags")), grouping.key());
            case COST_CATEGORY -> key(first(List.of("x_CostCategories", "x_CostCategory")), grouping.key());
            case COLUMN -> text(required(grouping.key()));
        };
    }

    private static List<String> dimensions(String key) {
        return switch (key) {
            case "SERVICE" -> List.of("ServiceName");
            case "LINKED_ACCOUNT" -> List.of("SubAccountId");
            case "REGION" -> List.of("RegionId", "RegionName", "Region");
            case "RECORD_TYPE" -> List.of("ChargeCategory");
            case "USAGE_TYPE" -> List.of("x_UsageType", "SkuMeter", "SkuId");
            case "OPERATION" -> List.of("x_Operation");
            case "AZ" -> List.of("AvailabilityZone");
            case "PURCHASE_TYPE" -> List.of("PricingCategory");
            default -> List.of(key);
        };
    }

    /** Tags are a JSON text in CSV, and a map in Parquet. AWS puts {@code user:} before those that users set. */
    private String key(String column, String key) {
        String json = column.isEmpty() || type(column).equals("VARCHAR") ? column : "to_json(" + column + ")";
        return "coalesce(" + extract(json, key) + ", " + extract(json, "user:" + key) + ", '')";
    }

    private static String extract(String json, String key) {
        return "json_extract_string(" + json + ", " + literal("$.\"" + key.replace("\"", "\\\"") + "\"") + ")";
    }

    private String type(String quotedColumn) {
        return types.getOrDefault(quotedColumn.substring(1, quotedColumn.length() - 1), "");
    }

    private String required(String column) {
        return first(List.of(column));
    }

    private String first(List<String> candidates) {
        return candidates.stream()
                .filter(this::has)
                .map(this::quoted)
                .findFirst()
                .orElseThrow(() -> new ReadFailure(
                        FailureReason.REJECTED,
                        "the export has no column "
                                + String.join(", ", candidates).toLowerCase(Locale.ROOT)));
    }

    private String quoted(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    private static String text(String expression) {
        return "coalesce(CAST(" + expression + " AS VARCHAR), '')";
    }

    /** A text in SQL. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

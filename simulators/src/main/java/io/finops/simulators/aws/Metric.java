package io.finops.simulators.aws;

import io.finops.simulators.bill.CostBasis;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cost Explorer's metrics. Queries name them in camel case, forecasts in capitals. */
enum Metric {
    AMORTIZED_COST("AmortizedCost", CostBasis.AMORTIZED),
    BLENDED_COST("BlendedCost", CostBasis.UNBLENDED),
    NET_AMORTIZED_COST("NetAmortizedCost", CostBasis.NET_AMORTIZED),
    NET_UNBLENDED_COST("NetUnblendedCost", CostBasis.NET_UNBLENDED),
    NORMALIZED_USAGE_AMOUNT("NormalizedUsageAmount", CostBasis.USAGE),
    UNBLENDED_COST("UnblendedCost", CostBasis.UNBLENDED),
    USAGE_QUANTITY("UsageQuantity", CostBasis.USAGE);

    private final String wireName;
    private final CostBasis basis;

    Metric(String wireName, CostBasis basis) {
        this.wireName = wireName;
        this.basis = basis;
    }

    String wireName() {
        return wireName;
    }

    CostBasis basis() {
        return basis;
    }

    String unit(String currency) {
        return unit(currency, null);
    }

    /** Usage has a unit only where all of it is of one usage type; a guess from its name. */
    String unit(String currency, @Nullable String usageType) {
        if (basis != CostBasis.USAGE) {
            return currency;
        } else if (usageType == null) {
            return "N/A";
        }
        return usageType.contains("Bytes") || usageType.contains("Storage") || usageType.contains("Volume")
                ? "GB"
                : usageType.contains("Requests") ? "Requests" : "Hrs";
    }

    static Metric parse(String text) {
        String bare = text.replace("_", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(metric -> metric.wireName.toLowerCase(Locale.ROOT).equals(bare))
                .findFirst()
                .orElseThrow(() -> AwsException.validation("1 validation error detected: Value '" + text
                        + "' at 'metrics' failed to satisfy constraint: Member must satisfy enum value set: "
                        + Arrays.stream(values()).map(Metric::wireName).toList()));
    }
}

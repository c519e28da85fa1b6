package io.finops.costexporter.bill;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How AWS spreads prepayments and discounts over days. One request can carry several. */
public enum CostBasis {
    UNBLENDED("UnblendedCost"),
    AMORTIZED("AmortizedCost"),
    NET_UNBLENDED("NetUnblendedCost"),
    NET_AMORTIZED("NetAmortizedCost"),
    /** At average prices of all accounts of an organization; Cost Explorer only. */
    BLENDED("BlendedCost"),
    /** At list prices; exports in the FOCUS format only. */
    LIST(""),
    /** At contracted prices, before commitments; exports in the FOCUS format only. */
    CONTRACTED("");

    private final String metric;

    CostBasis(String metric) {
        this.metric = metric;
    }

    /** The name in requests and answers of GetCostAndUsage, such as {@code UnblendedCost}. */
    public String metric() {
        return metric;
    }

    /** Whether Cost Explorer can be asked for it. */
    public boolean isOfCostExplorer() {
        return !metric.isEmpty();
    }

    /** The value of the label {@code cost_basis}, such as {@code net_amortized}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All labels, for messages about configuration. */
    public static String accepted() {
        return Arrays.stream(values()).map(CostBasis::label).collect(Collectors.joining(", "));
    }
}

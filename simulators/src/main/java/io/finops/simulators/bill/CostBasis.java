package io.finops.simulators.bill;

/** The figures that every line of the bill has. Amounts are in millionths of a dollar, usage in millionths of its unit. */
public enum CostBasis {
    UNBLENDED,
    AMORTIZED,
    NET_UNBLENDED,
    NET_AMORTIZED,
    USAGE
}

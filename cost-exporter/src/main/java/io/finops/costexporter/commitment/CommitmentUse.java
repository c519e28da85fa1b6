package io.finops.costexporter.commitment;

import org.jspecify.annotations.Nullable;

/**
 * How one kind of commitment fared over the last 30 days, as shares from 0 to 1.
 *
 * @param utilization used share of what was committed to; null until read
 * @param coverage share of eligible usage that it covered; null until read
 * @param coverageIsNext which of the two is read next
 */
public record CommitmentUse(
        @Nullable Double utilization, @Nullable Double coverage, boolean coverageIsNext) {
    public static final CommitmentUse UNKNOWN = new CommitmentUse(null, null, false);

    public CommitmentUse withUtilization(double share) {
        return new CommitmentUse(share, coverage, true);
    }

    public CommitmentUse withCoverage(double share) {
        return new CommitmentUse(utilization, share, false);
    }
}

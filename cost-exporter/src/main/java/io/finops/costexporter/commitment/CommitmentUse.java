package io.finops.costexporter.commitment;

import org.jspecify.annotations.Nullable;

/**
 * How one kind of commitment fared over the last 30 days: shares from 0 to 1, amounts in US dollars, as AWS gives them. All
 * are null until read, and amounts also where AWS says nothing of them.
 *
 * @param utilization used share of what was committed to
 * @param coverage share of eligible usage that it covered
 * @param coverageIsNext which of the two is read next
 * @param unused cost of what was committed to and not used
 * @param netSavings what the covered usage would have cost on demand, less what the commitment cost
 * @param uncovered on-demand cost of eligible usage that it did not cover
 */
public record CommitmentUse(
        @Nullable Double utilization,
        @Nullable Double coverage,
        boolean coverageIsNext,
        @Nullable Double unused,
        @Nullable Double netSavings,
        @Nullable Double uncovered) {
    public static final CommitmentUse UNKNOWN = new CommitmentUse(null, null, false, null, null, null);

    /** What one answer says of utilization. */
    public record Utilization(
            double share, @Nullable Double unused, @Nullable Double netSavings) {}

    /** What one answer says of coverage. */
    public record Coverage(double share, @Nullable Double uncovered) {}

    public CommitmentUse with(Utilization read) {
        return new CommitmentUse(read.share(), coverage, true, read.unused(), read.netSavings(), uncovered);
    }

    public CommitmentUse with(Coverage read) {
        return new CommitmentUse(utilization, read.share(), false, unused, netSavings, read.uncovered());
    }
}

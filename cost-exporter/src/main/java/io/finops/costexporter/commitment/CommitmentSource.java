package io.finops.costexporter.commitment;

import java.time.LocalDate;

/** Where the use of commitments comes from. Each method is one paid request, and throws a ReadFailure if it fails. */
public interface CommitmentSource {
    /** Used share of what was committed to, over {@code [from, to)}, from 0 to 1. */
    double utilization(Commitment commitment, LocalDate from, LocalDate to);

    /** Share of eligible usage that was covered, over {@code [from, to)}, from 0 to 1. */
    double coverage(Commitment commitment, LocalDate from, LocalDate to);
}

package io.finops.simulators.bill;

/**
 * What the company has committed to on one day, in millionths of a dollar.
 *
 * @param savingsPlanFee what the Savings Plan costs, used or not
 * @param savingsPlanUsed the part of it that covered usage
 * @param savingsPlanCovered what the covered usage would have cost on demand
 * @param savingsPlanEligible on-demand cost of all usage that the plan could have covered
 * @param reservationFee amortized cost of the reserved instances
 * @param reservationUsed the part of it that was used
 * @param reservationCovered what the reserved usage would have cost on demand
 * @param reservationEligible on-demand cost of all usage that a reservation could have covered
 */
public record Commitments(
        long savingsPlanFee,
        long savingsPlanUsed,
        long savingsPlanCovered,
        long savingsPlanEligible,
        long reservationFee,
        long reservationUsed,
        long reservationCovered,
        long reservationEligible) {

    public static final Commitments NONE = new Commitments(0, 0, 0, 0, 0, 0, 0, 0);

    /** The same figures of both together. */
    public Commitments plus(Commitments other) {
        return new Commitments(
                savingsPlanFee + other.savingsPlanFee,
                savingsPlanUsed + other.savingsPlanUsed,
                savingsPlanCovered + other.savingsPlanCovered,
                savingsPlanEligible + other.savingsPlanEligible,
                reservationFee + other.reservationFee,
                reservationUsed + other.reservationUsed,
                reservationCovered + other.reservationCovered,
                reservationEligible + other.reservationEligible);
    }
}

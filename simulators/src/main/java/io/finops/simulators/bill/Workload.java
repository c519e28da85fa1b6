package io.finops.simulators.bill;

/**
 * Something that the company runs, at on-demand prices.
 *
 * @param dollarsPerDay on a working day of January 2026
 * @param weekendFactor what a Saturday costs compared with a working day
 * @param growthPerDay share by which it grows from one day to the next
 * @param dollarsPerUnit price of a unit of usage
 */
record Workload(
        CostStream stream, double dollarsPerDay, double weekendFactor, double growthPerDay, double dollarsPerUnit) {

    boolean isSavingsPlanEligible() {
        return stream.service().equals(Company.EC2) && !stream.account().equals(Account.STAGING);
    }
}

package io.finops.payments.fraud;

/**
 * What the ledger remembers of a customer at a merchant, over the newest 50 payments.
 *
 * @param lastMinute payments begun in the last minute, whatever became of them
 * @param approved approved payments in the currency of the new one
 * @param meanApproved their mean amount in minor units, 0 when there is none
 * @param knownCountries approved payments that named a country
 * @param sameCountry of these, how many named the country of the new one
 * @param approvedInAny approved payments in any currency
 * @param methods different payment methods tried in the last ten minutes
 */
public record CustomerHistory(
        long lastMinute,
        long approved,
        double meanApproved,
        long knownCountries,
        long sameCountry,
        long approvedInAny,
        long methods) {
    /** Nothing is known: a first payment, or one without a customer. */
    public static final CustomerHistory NONE = new CustomerHistory(0, 0, 0, 0, 0, 0, 0);

    /** Has paid here before. */
    public boolean isKnown() {
        return approvedInAny > 0;
    }
}

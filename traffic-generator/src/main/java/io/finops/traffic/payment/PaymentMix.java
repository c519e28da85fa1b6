package io.finops.traffic.payment;

/**
 * What the traffic is made of. Shares are between 0 and 1.
 *
 * @param customers how many customers there are; a few of them come often, most seldom
 * @param currencies which currencies they pay in
 * @param duplicates share of requests that repeat a recent payment with its own key, as a double click does
 * @param declines share of payments by a method that is always declined, beside what the gateway declines of its own
 * @param fraud share of payments that look stolen: far from home and far above the customer's habit
 */
public record PaymentMix(int customers, CurrencyShares currencies, double duplicates, double declines, double fraud) {
    private static final int MOST_CUSTOMERS = 1_000_000;

    public PaymentMix {
        if (customers < 1 || customers > MOST_CUSTOMERS) {
            throw new IllegalArgumentException("there must be between 1 and " + MOST_CUSTOMERS + " customers");
        }
        share("duplicates", duplicates);
        share("declines", declines);
        share("fraud", fraud);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be a share between 0 and 100 %");
        }
    }
}

package io.finops.payments.fraud;

/**
 * Scores how unusual a payment is, from 0 (ordinary) to 1.
 *
 * <p>Four signals, each from 0 to 1, are combined as independent reasons for doubt (noisy or):
 * {@code score = 1 − (1 − 0.6·amount)(1 − 0.7·velocity)(1 − 0.4·country)(1 − 0.8·testing)}. Of the first three none
 * reaches the default threshold of 0.75 alone, and two strong ones do; the pattern of card testing does alone.
 *
 * <ul>
 *   <li>amount: against the customer's habit once three payments are known: 0 up to three times the mean, 1 from
 *       thirty times, logarithmic between; without a habit by its value: 0 up to USD 1,000, 1 from USD 10,000
 *   <li>velocity: 0 up to 10 payments in the last minute, 1 from 30
 *   <li>testing: what {@link CardTesting} says of the merchant's strangers; and of one customer, 0 up to 5 payment
 *       methods in ten minutes, 1 from 10
 *   <li>country: 1 when at least three earlier payments named a country and none named this one
 * </ul>
 *
 * <p>Pure and thread-safe.
 */
public final class FraudScoring {
    private static final double AMOUNT_WEIGHT = 0.6;
    private static final double VELOCITY_WEIGHT = 0.7;
    private static final double COUNTRY_WEIGHT = 0.4;
    private static final double TESTING_WEIGHT = 0.8;
    private static final int HABIT = 3;

    private FraudScoring() {}

    /**
     * Scores one payment.
     *
     * @param amount in minor units
     * @param usd the same by the reference rate
     * @param namesCountry whether the payment names a country
     * @param testing {@link CardTesting}'s signal
     */
    public static double score(long amount, double usd, boolean namesCountry, CustomerHistory history, double testing) {
        double doubt = (1 - AMOUNT_WEIGHT * amountSignal(amount, usd, history))
                * (1 - VELOCITY_WEIGHT * ramp((double) history.lastMinute(), 10, 30))
                * (1 - COUNTRY_WEIGHT * countrySignal(namesCountry, history))
                * (1 - TESTING_WEIGHT * Math.max(testing, ramp((double) history.methods(), 5, 10)));
        return Math.min(1, Math.max(0, 1 - doubt));
    }

    private static double amountSignal(long amount, double usd, CustomerHistory history) {
        if (history.approved() < HABIT || history.meanApproved() <= 0) {
            return ramp(usd, 1_000, 10_000);
        }
        double ratio = amount / history.meanApproved();
        return ratio <= 0 ? 0 : ramp(Math.log10(ratio), Math.log10(3), Math.log10(30));
    }

    private static double countrySignal(boolean namesCountry, CustomerHistory history) {
        return namesCountry && history.knownCountries() >= HABIT && history.sameCountry() == 0 ? 1 : 0;
    }

    static double ramp(double value, double from, double to) {
        return Math.min(1, Math.max(0, (value - from) / (to - from)));
    }
}

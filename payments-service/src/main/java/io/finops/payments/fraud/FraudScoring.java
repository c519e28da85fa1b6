package io.finops.payments.fraud;

/**
 * Scores how unusual a payment is, from 0 (ordinary) to 1.
 *
 * <p>Three signals, each from 0 to 1, are combined as independent reasons for doubt (noisy or):
 * {@code score = 1 − (1 − 0.6·amount)(1 − 0.7·velocity)(1 − 0.4·country)}. No signal alone reaches the default
 * threshold of 0.75; two strong ones do.
 *
 * <ul>
 *   <li>amount: against the customer's habit once three payments are known: 0 up to three times the mean, 1 from
 *       thirty times, logarithmic between; without a habit by its value: 0 up to USD 1,000, 1 from USD 10,000
 *   <li>velocity: 0 up to 10 payments in the last minute, 1 from 30
 *   <li>country: 1 when at least three earlier payments named a country and none named this one
 * </ul>
 *
 * <p>Pure and thread-safe.
 */
public final class FraudScoring {
    private static final double AMOUNT_WEIGHT = 0.6;
    private static final double VELOCITY_WEIGHT = 0.7;
    private static final double COUNTRY_WEIGHT = 0.4;
    private static final int HABIT = 3;

    private FraudScoring() {}

    /**
     * Scores one payment.
     *
     * @param amount in minor units
     * @param usd the same by the reference rate
     * @param namesCountry whether the payment names a country
     */
    public static double score(long amount, double usd, boolean namesCountry, CustomerHistory history) {
        double doubt = (1 - AMOUNT_WEIGHT * amountSignal(amount, usd, history))
                * (1 - VELOCITY_WEIGHT * ramp((double) history.lastMinute(), 10, 30))
                * (1 - COUNTRY_WEIGHT * countrySignal(namesCountry, history));
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

    private static double ramp(double value, double from, double to) {
        return Math.min(1, Math.max(0, (value - from) / (to - from)));
    }
}

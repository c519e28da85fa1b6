package io.finops.traffic.payment;

import java.util.random.RandomGenerator;

/** What customers buy. Amounts of a category are log-normal: most near the median, a few far above. */
public enum MerchantCategory {
    COFFEE(5.20, 0.35, 22),
    GROCERIES(38, 0.60, 26),
    DIGITAL(11.99, 0.55, 18),
    PHARMACY(19, 0.55, 10),
    FASHION(64, 0.65, 12),
    ELECTRONICS(185, 0.85, 7),
    TRAVEL(410, 0.80, 5);

    private static final double TOTAL_WEIGHT = totalWeight();

    private final double median;
    private final double sigma;
    private final double weight;

    MerchantCategory(double median, double sigma, double weight) {
        this.median = median;
        this.sigma = sigma;
        this.weight = weight;
    }

    /** The amount that half of the payments stay below, in US dollars. */
    public double median() {
        return median;
    }

    /** The standard deviation of the amount's natural logarithm. */
    public double sigma() {
        return sigma;
    }

    /** An amount in US dollars. */
    double amount(RandomGenerator random) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    /** A category, by how often each is bought from. */
    static MerchantCategory pick(RandomGenerator random) {
        double at = random.nextDouble() * TOTAL_WEIGHT;
        for (MerchantCategory category : values()) {
            at -= category.weight;
            if (at < 0) {
                return category;
            }
        }
        return GROCERIES;
    }

    private static double totalWeight() {
        double sum = 0;
        for (MerchantCategory category : values()) {
            sum += category.weight;
        }
        return sum;
    }
}

package io.finops.traffic.payment;

import java.util.SplittableRandom;

/**
 * A returning customer. The habits follow from the seed and the customer's number, so that the same customer always
 * pays in the same currency, from the same country, with the same payment method.
 *
 * @param number from 0
 * @param favourite the category that most of the payments go to
 * @param generosity what the customer spends compared to others; 1 is usual
 * @param wallet the letters of the payment method's token
 */
record Customer(
        int number, String currency, String country, MerchantCategory favourite, double generosity, String wallet) {
    private static final double LOYALTY = 0.6;
    private static final int WALLET_LETTERS = 16;

    static Customer of(int number, PaymentMix mix, long seed) {
        SplittableRandom random = Seeds.random(seed, Seeds.CUSTOMER, number);
        String currency = mix.currencies().pick(random.nextDouble());
        return new Customer(
                number,
                currency,
                Countries.of(currency, random),
                MerchantCategory.pick(random),
                Math.exp(0.3 * random.nextGaussian()),
                letters(random));
    }

    /** Where this payment goes: mostly the favourite. */
    MerchantCategory category(SplittableRandom random) {
        return random.nextDouble() < LOYALTY ? favourite : MerchantCategory.pick(random);
    }

    /** Letters only: a token that cannot be taken for a card number. */
    private static String letters(SplittableRandom random) {
        StringBuilder letters = new StringBuilder(WALLET_LETTERS);
        for (int i = 0; i < WALLET_LETTERS; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }
}

package io.finops.traffic.payment;

import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The payments of a run by the number of their arrival. Each follows from the seed and its number alone: several
 * threads can make them in any order, a retry can make the same one again, and nothing has to be remembered.
 * Thread-safe.
 */
public final class PaymentStream {
    /** How many arrivals a repetition can lie behind its payment. */
    static final int REPEAT_WITHIN = 100;

    private static final double DEAREST_DOLLARS = 5_000;
    private static final double CHEAPEST_FRAUD_DOLLARS = 900;

    private final PaymentMix mix;
    private final long seed;
    private final long keySeed;

    /** Customers met so far. Threads may race to fill a place, with equal customers. */
    private final @Nullable Customer[] known;

    /**
     * @param seed of customers, amounts and repetitions
     * @param keySeed of the idempotency keys: a run that repeats the payments of another needs keys of its own, or the
     *     service answers all of it from its record
     */
    public PaymentStream(PaymentMix mix, long seed, long keySeed) {
        this.mix = mix;
        this.seed = seed;
        this.keySeed = keySeed;
        this.known = new Customer[mix.customers()];
    }

    /** The payment that an arrival sends: its own, or a recent one again. */
    public Payment at(long arrival) {
        return original(originalOf(arrival));
    }

    /** The arrival whose payment this arrival sends; itself unless it is a repetition. */
    public long originalOf(long arrival) {
        long number = arrival;
        while (number > 0 && mix.duplicates() > 0) {
            SplittableRandom random = Seeds.random(seed, Seeds.REPEAT, number);
            if (random.nextDouble() >= mix.duplicates()) {
                break;
            }
            number -= 1 + random.nextLong(Math.min(number, REPEAT_WITHIN));
        }
        return number;
    }

    private Payment original(long number) {
        SplittableRandom random = Seeds.random(seed, Seeds.PAYMENT, number);
        // The square makes customers with low numbers frequent and those with high ones rare.
        double popularity = random.nextDouble();
        Customer customer = customer((int) (popularity * popularity * mix.customers()));
        double dollars = customer.category(random).amount(random) * customer.generosity();
        String country = customer.country();
        double kind = random.nextDouble();
        String method = "pm_" + customer.wallet();
        if (kind < mix.fraud()) {
            dollars = Math.max(CHEAPEST_FRAUD_DOLLARS, dollars * (20 + 40 * random.nextDouble()));
            country = Countries.farAway(random);
        } else if (kind < mix.fraud() + mix.declines()) {
            method = "pm_decline_" + customer.wallet();
        }
        return new Payment(
                number,
                key(number),
                CurrencyShares.minorUnits(Math.min(dollars, DEAREST_DOLLARS), customer.currency()),
                customer.currency(),
                method,
                "cus_" + customer.number(),
                country);
    }

    private Customer customer(int number) {
        Customer customer = known[number];
        if (customer == null) {
            customer = Customer.of(number, mix, seed);
            known[number] = customer;
        }
        return customer;
    }

    private UUID key(long number) {
        SplittableRandom random = Seeds.random(keySeed, Seeds.KEY, number);
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(version4, variant);
    }
}

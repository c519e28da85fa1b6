package io.finops.payments.fraud;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds card testing: somebody tries stolen cards, one after the other, by payments that nobody misses. Looks at a
 * merchant's strangers, that is payments of customers who never paid there or are not named. More of them come within
 * about five minutes than that merchant's habit of the last hours explains:
 *
 * <ul>
 *   <li>with the same payment method,
 *   <li>of a tiny value, up to USD 2,
 *   <li>without a customer, where customers are usually named,
 *   <li>from one country that few pay from
 * </ul>
 *
 * <p>Payments of known customers are never suspected. Rates are kept in memory, as exponentially decaying counts: each
 * process sees what it was sent itself, and a new one knows no habits; until it has seen a hundred payments of a merchant, the
 * last two rules do not apply. Thread-safe.
 */
public final class CardTesting {
    private static final double TINY_USD = 2;
    /** Nothing is called a habit before so many older payments. */
    private static final double HABIT = 100;

    private static final int METHODS_REMEMBERED = 4096;

    private final Map<String, Merchant> merchants = new ConcurrentHashMap<>();

    /**
     * A payment that is asked for.
     *
     * @param namesCustomer whether it says who pays
     * @param isKnown whether that customer has paid here before
     * @param usd its value by the reference rate
     */
    public record Attempt(
            String paymentMethod,
            boolean namesCustomer,
            boolean isKnown,
            @Nullable String country,
            double usd) {}

    /**
     * Counts an attempt, and tells how much it looks like card testing.
     *
     * @param millis the time, which does not go back by much
     * @return 0 (not at all) to 1
     */
    public double signal(String merchantId, Attempt attempt, long millis) {
        return merchants.computeIfAbsent(merchantId, id -> new Merchant()).signal(attempt, millis);
    }

    private static final class Merchant {
        private final Frequency all = new Frequency();
        private final Frequency tiny = new Frequency();
        private final Frequency unnamed = new Frequency();
        private final Map<String, Frequency> byCountry = new HashMap<>();
        private final Map<String, Frequency> byMethod = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Frequency> eldest) {
                return size() > METHODS_REMEMBERED;
            }
        };

        synchronized double signal(Attempt attempt, long now) {
            all.add(now);
            if (attempt.isKnown()) {
                return 0;
            }
            double signal = FraudScoring.ramp(count(byMethod, attempt.paymentMethod(), now), 10, 15);
            boolean habits = all.older() >= HABIT;
            Frequency ofCountry = byCountry.computeIfAbsent(
                    Objects.requireNonNullElse(attempt.country(), ""), country -> new Frequency());
            ofCountry.add(now);
            if (habits) {
                signal = Math.max(signal, beyondHabit(ofCountry));
            }
            if (!attempt.namesCustomer()) {
                unnamed.add(now);
                if (habits) {
                    signal = Math.max(signal, beyondHabit(unnamed));
                }
            }
            if (attempt.usd() <= TINY_USD) {
                tiny.add(now);
                signal = Math.max(signal, habits ? beyondHabit(tiny) : FraudScoring.ramp(tiny.recent(), 12, 16));
            }
            return signal;
        }

        private static double count(Map<String, Frequency> frequencies, String key, long now) {
            Frequency frequency = frequencies.computeIfAbsent(key, any -> new Frequency());
            frequency.add(now);
            return frequency.recent();
        }

        /** How far the group exceeds one and a half times its usual part of what comes now. */
        private double beyondHabit(Frequency group) {
            double usual = group.older() / all.older() * all.recent();
            return FraudScoring.ramp(group.recent() - 1.5 * usual, 6, 10);
        }
    }

    /** How often something comes: lately, and in the hours before. */
    private static final class Frequency {
        private static final double RECENT_MILLIS = 5 * 60_000;
        private static final double HABIT_MILLIS = 6 * 3_600_000;

        private double recent;
        private double habit;
        private long at = Long.MIN_VALUE;

        void add(long now) {
            if (at != Long.MIN_VALUE && now > at) {
                recent *= Math.exp((at - now) / RECENT_MILLIS);
                habit *= Math.exp((at - now) / HABIT_MILLIS);
            }
            at = Math.max(at, now);
            recent++;
            habit++;
        }

        double recent() {
            return recent;
        }

        /** Of what came before the last minutes. */
        double older() {
            return Math.max(0, habit - recent);
        }
    }
}

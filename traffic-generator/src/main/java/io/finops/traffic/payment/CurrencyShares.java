package io.finops.traffic.payment;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much of the traffic is in which currency. Immutable. */
public final class CurrencyShares {
    /** A share as customers hold it. */
    private record Share(String currency, double weight) {}

    /** Rough price levels, units a US dollar: 38 dollars of groceries are some 5,700 yen. */
    private static final Map<String, Double> UNITS_A_DOLLAR = Map.of(
            "EUR", 0.9, "GBP", 0.78, "JPY", 150.0, "KWD", 0.31, "CHF", 0.88, "CAD", 1.37, "AUD", 1.52, "INR", 84.0);

    private final List<Share> shares;
    private final double total;
    private final String text;

    private CurrencyShares(List<Share> shares, String text) {
        this.shares = List.copyOf(shares);
        this.text = text;
        this.total = shares.stream().mapToDouble(Share::weight).sum();
    }

    /**
     * Reads {@code USD:60,EUR:30,JPY:10}.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static CurrencyShares parse(String text) {
        List<Share> shares = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String part : text.split(",", -1)) {
            Share share = share(part.strip());
            if (!seen.add(share.currency())) {
                throw new IllegalArgumentException("currency " + share.currency() + " is named twice");
            }
            shares.add(share);
        }
        return new CurrencyShares(shares, text);
    }

    private static Share share(String part) {
        String[] halves = part.split(":", -1);
        try {
            String currency = Currency.getInstance(halves[0]).getCurrencyCode();
            double weight = halves.length == 1 ? 1 : Double.parseDouble(halves[1]);
            if (halves.length <= 2 && Double.isFinite(weight) && weight > 0) {
                return new Share(currency, weight);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the message below, which names both kinds of mistake.
        }
        throw new IllegalArgumentException("'" + part + "' is not a currency and its weight, as in USD:60");
    }

    /** The currency at a point between 0 and 1. */
    String pick(double at) {
        double rest = at * total;
        for (Share share : shares) {
            rest -= share.weight();
            if (rest < 0) {
                return share.currency();
            }
        }
        return shares.get(shares.size() - 1).currency();
    }

    /** An amount of dollars in minor units of the currency, at its price level; at least one major unit. */
    static long minorUnits(double dollars, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        double scale = Math.pow(10, Math.max(0, digits));
        double major = dollars * UNITS_A_DOLLAR.getOrDefault(currency, 1.0);
        return Math.max((long) scale, Math.round(major * scale));
    }

    @Override
    public String toString() {
        return text;
    }
}

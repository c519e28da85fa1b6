package io.finops.traffic.payment;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Where people pay in a currency. */
final class Countries {
    private static final Map<String, List<String>> BY_CURRENCY = Map.of(
            "USD", List.of("US"),
            "EUR", List.of("DE", "FR", "ES", "IT", "NL", "IE", "AT"),
            "GBP", List.of("GB"),
            "JPY", List.of("JP"),
            "KWD", List.of("KW"),
            "CHF", List.of("CH"),
            "CAD", List.of("CA"),
            "AUD", List.of("AU"));
    private static final List<String> FAR_AWAY = List.of("NG", "BR", "VN", "RO", "ID", "UA");

    private Countries() {}

    static String of(String currency, RandomGenerator random) {
        List<String> countries = BY_CURRENCY.getOrDefault(currency, List.of("US"));
        return countries.get(random.nextInt(countries.size()));
    }

    /** A country that none of our customers lives in. */
    static String farAway(RandomGenerator random) {
        return FAR_AWAY.get(random.nextInt(FAR_AWAY.size()));
    }
}

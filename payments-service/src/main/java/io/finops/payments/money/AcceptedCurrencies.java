package io.finops.payments.money;

import io.finops.payments.settings.InvalidSetting;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configured currencies with their reference rates: USD for one major unit. Immutable. */
public final class AcceptedCurrencies {
    private static final Set<String> KNOWN = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());

    private final TreeMap<String, BigDecimal> usdRates;

    public AcceptedCurrencies(Map<String, BigDecimal> usdRates) {
        if (usdRates.isEmpty()) {
            throw new InvalidSetting("payments.currencies", null, "at least one currency and its rate");
        }
        usdRates.forEach((code, rate) -> {
            if (!KNOWN.contains(code) || Currency.getInstance(code).getDefaultFractionDigits() < 0) {
                throw new InvalidSetting(
                        "payments.currencies." + code, rate, "an ISO 4217 currency that has a minor unit");
            }
            if (rate.signum() <= 0) {
                throw new InvalidSetting(
                        "payments.currencies." + code, rate, "a rate above 0, in USD for one major unit");
            }
        });
        this.usdRates = new TreeMap<>(usdRates);
    }

    public Optional<Currency> find(String code) {
        return usdRates.containsKey(code) ? Optional.of(Currency.getInstance(code)) : Optional.empty();
    }

    public Set<String> codes() {
        return usdRates.keySet();
    }

    /** What the amount is worth by the reference rate, for scoring and adding up; not a price. */
    public double toUsd(Money money) {
        BigDecimal rate = usdRates.get(money.currency().getCurrencyCode());
        if (rate == null) {
            throw new IllegalArgumentException("no reference rate for " + money.currency());
        }
        return money.major().multiply(rate).doubleValue();
    }

    public double usdRate(String code) {
        BigDecimal rate = usdRates.get(code);
        if (rate == null) {
            throw new IllegalArgumentException("no reference rate for " + code);
        }
        return rate.doubleValue();
    }
}

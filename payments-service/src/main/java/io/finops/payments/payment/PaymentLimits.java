package io.finops.payments.payment;

import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.settings.InvalidSetting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;

/**
 * The largest amount of one payment: the merchant's own in that currency, else that of the currency, else what a value in
 * USD is worth by the reference rate. Immutable.
 */
public final class PaymentLimits {
    private static final BigDecimal EVER = BigDecimal.valueOf(999_999_999_999L);

    private final BigDecimal maxUsd;
    private final Map<String, Long> byCurrency;
    private final Map<String, Map<String, Long>> byMerchant;
    private final AcceptedCurrencies currencies;

    /**
     * Creates limits.
     *
     * @param maxUsd in USD
     * @param byCurrency in minor units, by currency
     * @param byMerchant the same, by merchant
     */
    public PaymentLimits(
            BigDecimal maxUsd,
            Map<String, Long> byCurrency,
            Map<String, Map<String, Long>> byMerchant,
            AcceptedCurrencies currencies) {
        if (maxUsd.signum() <= 0) {
            throw new InvalidSetting("payments.max-usd", maxUsd, "a value above 0, in USD");
        }
        validate("payments.max-amounts", byCurrency, currencies);
        byMerchant.forEach(
                (merchant, amounts) -> validate("payments.merchant-max-amounts." + merchant, amounts, currencies));
        this.maxUsd = maxUsd;
        this.byCurrency = Map.copyOf(byCurrency);
        this.byMerchant = Map.copyOf(byMerchant);
        this.currencies = currencies;
    }

    private static void validate(String property, Map<String, Long> amounts, AcceptedCurrencies currencies) {
        amounts.forEach((currency, amount) -> {
            if (amount < 1
                    || amount > EVER.longValue()
                    || currencies.find(currency).isEmpty()) {
                throw new InvalidSetting(
                        property + "." + currency, amount, "an accepted currency, and 1 to " + EVER + " minor units");
            }
        });
    }

    /** In minor units of the currency, which is an accepted one. */
    long max(String merchantId, Currency currency) {
        String code = currency.getCurrencyCode();
        Long own = byMerchant.getOrDefault(merchantId, Map.of()).get(code);
        Long limit = own == null ? byCurrency.get(code) : own;
        return limit == null
                ? maxUsd.divide(BigDecimal.valueOf(currencies.usdRate(code)), 12, RoundingMode.DOWN)
                        .movePointRight(currency.getDefaultFractionDigits())
                        .setScale(0, RoundingMode.DOWN)
                        .max(BigDecimal.ONE)
                        .min(EVER)
                        .longValue()
                : limit;
    }
}

package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.settings.InvalidSetting;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentLimitsTest {
    private final AcceptedCurrencies currencies = new AcceptedCurrencies(
            Map.of("USD", BigDecimal.ONE, "JPY", new BigDecimal("0.0066"), "KWD", new BigDecimal("3.25")));
    private final PaymentLimits limits = new PaymentLimits(
            new BigDecimal("1000000"),
            Map.of("JPY", 5_000_000L),
            Map.of("mer_small", Map.of("USD", 50_000L)),
            currencies);

    @Test
    void isWorthTheSameInEveryCurrencyUnlessOneHasItsOwn() {
        assertThat(max("mer_demo", "USD")).isEqualTo(100_000_000);
        // 307,692.307 dinars at 3.25.
        assertThat(max("mer_demo", "KWD")).isEqualTo(307_692_307);
        assertThat(max("mer_demo", "JPY")).isEqualTo(5_000_000);
    }

    @Test
    void isAMerchantsOwnWhereItHasOne() {
        assertThat(max("mer_small", "USD")).isEqualTo(50_000);
        assertThat(max("mer_small", "KWD")).isEqualTo(307_692_307);
    }

    @Test
    void refusesLimitsThatCannotBe() {
        assertThatThrownBy(() -> new PaymentLimits(BigDecimal.ZERO, Map.of(), Map.of(), currencies))
                .isInstanceOf(InvalidSetting.class);
        assertThatThrownBy(() -> new PaymentLimits(BigDecimal.ONE, Map.of("SEK", 5L), Map.of(), currencies))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("payments.max-amounts.SEK");
        assertThatThrownBy(() ->
                        new PaymentLimits(BigDecimal.ONE, Map.of(), Map.of("mer_small", Map.of("USD", 0L)), currencies))
                .isInstanceOf(InvalidSetting.class);
    }

    private long max(String merchant, String currency) {
        return limits.max(merchant, Currency.getInstance(currency));
    }
}

package io.finops.payments.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class MoneyPropertiesTest {
    @Property
    void majorUnitsHaveTheCurrencysOwnDigits(
            @ForAll @LongRange(max = Long.MAX_VALUE) long minor, @ForAll("currencies") Currency currency) {
        Money money = new Money(minor, currency);

        assertThat(money.major().scale()).isEqualTo(currency.getDefaultFractionDigits());
        assertThat(money.major().unscaledValue().longValueExact()).isEqualTo(minor);
    }

    @Property
    void addsLikeNumbersOrRefusesToOverflow(
            @ForAll @LongRange(max = Long.MAX_VALUE) long a,
            @ForAll @LongRange(max = Long.MAX_VALUE) long b,
            @ForAll("currencies") Currency currency) {
        Money left = new Money(a, currency);
        Money right = new Money(b, currency);
        if (Long.MAX_VALUE - a < b) {
            assertThatThrownBy(() -> left.plus(right)).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(left.plus(right).major()).isEqualTo(left.major().add(right.major()));
        }
    }

    @Property
    void isNeverNegative(@ForAll @LongRange(min = Long.MIN_VALUE, max = -1) long minor) {
        assertThatThrownBy(() -> Money.of(minor, "USD")).isInstanceOf(IllegalArgumentException.class);
    }

    @net.jqwik.api.Example
    void knowsYenAndDinars() {
        assertThat(Money.of(1999, "JPY").major()).isEqualTo(new BigDecimal("1999"));
        assertThat(Money.of(1999, "KWD").major()).isEqualTo(new BigDecimal("1.999"));
        assertThat(Money.of(1999, "USD")).hasToString("19.99 USD");
        assertThatThrownBy(() -> Money.of(1, "USD").plus(Money.of(1, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Currency> currencies() {
        return Arbitraries.of("USD", "EUR", "JPY", "KWD").map(Currency::getInstance);
    }
}

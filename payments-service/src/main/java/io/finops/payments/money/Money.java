package io.finops.payments.money;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in minor units: {@code new Money(1999, USD)} is 19.99 dollars, {@code new Money(1999, JPY)} is 1,999 yen.
 * Never negative; a sum that would overflow or mix currencies throws.
 */
public record Money(long minorUnits, Currency currency) {
    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("an amount of money is not negative");
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(currency.getCurrencyCode() + " has no minor unit");
        }
    }

    public static Money of(long minorUnits, String currencyCode) {
        return new Money(minorUnits, Currency.getInstance(currencyCode));
    }

    public Money plus(Money other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    /** In major units, with the currency's own number of digits: 19.99 USD, 1999 JPY, 1.999 KWD. */
    public BigDecimal major() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
    }

    @Override
    public String toString() {
        return major().toPlainString() + " " + currency.getCurrencyCode();
    }
}

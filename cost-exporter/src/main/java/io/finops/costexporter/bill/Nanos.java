package io.finops.costexporter.bill;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts as whole billionths of a currency's major unit in a {@code long}: sums are exact in any order, and a row of
 * days costs eight bytes a day. One amount may reach 9.2 billion; past that the arithmetic throws rather than wraps.
 */
public final class Nanos {
    private static final int SCALE = 9;
    private static final double PER_UNIT = 1e9;

    private Nanos() {}

    /**
     * Reads an amount.
     *
     * @param decimal an amount as AWS writes it, such as {@code "1234.5678901234"} or {@code "-2E-7"}
     * @throws ArithmeticException if it is too large
     * @throws NumberFormatException if it is no number
     */
    public static long parse(String decimal) {
        return of(new BigDecimal(decimal));
    }

    /** Rounds half to even at the ninth decimal. */
    public static long of(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }

    public static BigDecimal toDecimal(long nanos) {
        return BigDecimal.valueOf(nanos, SCALE);
    }

    public static double toDouble(long nanos) {
        return nanos / PER_UNIT;
    }
}

package io.finops.simulators.bill;

/** Millionths of a dollar or of a unit, and how AWS writes them. */
public final class Micros {
    private Micros() {}

    /** A plain decimal, for instance {@code 12.3456}: exact, without an exponent, without trailing zeros. */
    public static String text(long micros) {
        long whole = Math.abs(micros / 1_000_000);
        long rest = Math.abs(micros % 1_000_000);
        StringBuilder text = new StringBuilder(20);
        if (micros < 0) {
            text.append('-');
        }
        text.append(whole);
        if (rest != 0) {
            String digits = Long.toString(1_000_000 + rest);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(digits, 1, end);
        }
        return text.toString();
    }
}

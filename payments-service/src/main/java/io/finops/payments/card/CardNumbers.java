package io.finops.payments.card;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what looks like a card number: an issuer's prefix, its length, and a valid Luhn digit, however the digits
 * are grouped by single spaces or dashes. Digits of any script count.
 *
 * <p>Ids that happen to pass are spared: UUIDs, and in text the digits of a prefixed id such as {@code ord_4111…}. A
 * payment method gets no such benefit, because a token made of a card number is one.
 */
public final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final Pattern UUID =
            Pattern.compile("(?i)(?<![0-9a-z])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])");
    private static final Pattern PREFIXED_ID = Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]{2,12}_[A-Za-z0-9]+");

    private CardNumbers() {}

    /** Whether free text contains one. */
    public static boolean inText(@Nullable String text) {
        return text != null && find(PREFIXED_ID.matcher(withoutUuids(text)).replaceAll("."));
    }

    /** Whether the token of a payment method contains one. */
    public static boolean inToken(@Nullable String token) {
        return token != null && find(withoutUuids(token));
    }

    private static String withoutUuids(String text) {
        return text.length() < 36 ? text : UUID.matcher(text).replaceAll(".");
    }

    /** Groups of digits that stand beside each other, and every row of whole groups among them, are looked at. */
    private static boolean find(String text) {
        List<String> groups = new ArrayList<>();
        StringBuilder group = new StringBuilder();
        boolean separated = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                group.append((char) ('0' + digit));
                separated = false;
            } else if (isSeparator(c) && !separated) {
                endGroup(group, groups);
                separated = true;
            } else {
                endGroup(group, groups);
                if (anyRow(groups)) {
                    return true;
                }
                groups.clear();
                separated = false;
            }
        }
        endGroup(group, groups);
        return anyRow(groups);
    }

    private static boolean isSeparator(int c) {
        return c == '-'
                || c == '.'
                || Character.getType(c) == Character.SPACE_SEPARATOR
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static void endGroup(StringBuilder group, List<String> groups) {
        if (!group.isEmpty()) {
            groups.add(group.toString());
            group.setLength(0);
        }
    }

    private static boolean anyRow(List<String> groups) {
        for (int from = 0; from < groups.size(); from++) {
            StringBuilder row = new StringBuilder();
            for (int to = from; to < groups.size() && row.length() <= LONGEST; to++) {
                row.append(groups.get(to));
                if (isCardNumber(row)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCardNumber(CharSequence digits) {
        return digits.length() >= SHORTEST && digits.length() <= LONGEST && hasIssuer(digits) && passesLuhn(digits);
    }

    private static boolean hasIssuer(CharSequence digits) {
        int length = digits.length();
        int six = Integer.parseInt(digits, 0, 6, 10);
        int four = six / 100;
        int three = six / 1000;
        int two = six / 10_000;
        boolean visa = two / 10 == 4 && (length == 13 || length == 16 || length == 19);
        boolean mastercard = length == 16 && (between(two, 51, 55) || between(four, 2221, 2720));
        boolean amex = length == 15 && (two == 34 || two == 37);
        boolean diners = between(length, 14, 19) && (between(three, 300, 305) || two == 36 || two == 38 || two == 39);
        boolean jcb = length >= 16 && between(four, 3528, 3589);
        boolean mir = length >= 16 && between(four, 2200, 2204);
        boolean discover = length >= 16 && (four == 6011 || between(three, 644, 649) || two == 65);
        boolean unionPay = length >= 16 && (two == 62 || two == 81);
        boolean maestro = four == 5018
                || four == 5020
                || four == 5038
                || four == 5893
                || four == 6304
                || between(four, 6759, 6763)
                || two == 50
                || between(two, 56, 58)
                || two == 60
                || two == 67;
        return visa || mastercard || amex || diners || jcb || mir || discover || unionPay || maestro;
    }

    private static boolean between(int value, int from, int to) {
        return value >= from && value <= to;
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}

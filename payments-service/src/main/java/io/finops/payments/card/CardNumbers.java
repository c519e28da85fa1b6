package io.finops.payments.card;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what looks like a card number: an issuer's prefix, one of its lengths, and a valid Luhn digit. Digits of any
 * script count, whatever stands before and after them, grouped by up to three characters that are neither letters nor
 * digits, padded with zeros, or followed by the code from the back of the card.
 *
 * <p>Spared are ids and times of the usual {@link Shapes}, because these are what clients use as idempotency keys.
 * {@code docs/payments.md} gives the rates of both errors. Stateless.
 */
public final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int SEPARATORS = 3;
    /** What follows a card number where somebody wrote all of the card in one: the code from its back. */
    private static final int[] CODE_LENGTHS = {0, 3, 4};

    private CardNumbers() {}

    /** Whether the text contains one. */
    public static boolean in(@Nullable String text) {
        if (text == null || text.length() < SHORTEST) {
            return false;
        }
        String plain = plain(text);
        return plain.chars().filter(CardNumbers::isDigit).count() >= SHORTEST && inPlain(Shapes.without(plain));
    }

    /** Without invisible characters, and with ASCII digits in place of those of any other script. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean inPlain(String plain) {
        List<String> groups = new ArrayList<>();
        StringBuilder group = new StringBuilder();
        int separators = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (isDigit(c)) {
                group.append(c);
                separators = 0;
            } else {
                endGroup(group, groups);
                separators++;
                if (Character.isLetter(c) || separators > SEPARATORS) {
                    if (inRow(groups)) {
                        return true;
                    }
                    groups.clear();
                }
            }
        }
        endGroup(group, groups);
        return inRow(groups);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static void endGroup(StringBuilder group, List<String> groups) {
        if (!group.isEmpty()) {
            groups.add(group.toString());
            group.setLength(0);
        }
    }

    /** Every row of whole groups that stand beside each other, and every part of a long group. */
    private static boolean inRow(List<String> groups) {
        for (int from = 0; from < groups.size(); from++) {
            StringBuilder row = new StringBuilder();
            for (int to = from; to < groups.size(); to++) {
                row.append(groups.get(to));
                String digits = withoutLeadingZeros(row);
                if (digits.length() > LONGEST + 4) {
                    break;
                }
                if (beginsWithCard(digits)) {
                    return true;
                }
            }
            if (inLongGroup(groups.get(from)) || isOldVisa(withoutLeadingZeros(groups.get(from)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWithCard(String digits) {
        for (int code : CODE_LENGTHS) {
            int length = digits.length() - code;
            if (length > SHORTEST && length <= LONGEST && isCardNumber(digits.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** Longer than a card number of 16 digits, it may hold one anywhere. */
    private static boolean inLongGroup(String digits) {
        if (digits.length() <= 16) {
            return false;
        }
        for (int from = 0; from < digits.length(); from++) {
            for (int length = SHORTEST + 1; length <= LONGEST && from + length <= digits.length(); length++) {
                if (isCardNumber(digits.substring(from, from + length))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Visa's old 13 digits, only in one piece: too many other numbers add up to 13, and bar codes have as many. */
    private static boolean isOldVisa(String digits) {
        return digits.length() == SHORTEST && isCardNumber(digits) && !isBarCode(digits);
    }

    /** An EAN-13: the digits, weighted 1 and 3 in turn, add up to a multiple of ten. */
    private static boolean isBarCode(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    private static String withoutLeadingZeros(CharSequence digits) {
        int from = 0;
        while (from < digits.length() && digits.charAt(from) == '0') {
            from++;
        }
        return digits.subSequence(from, digits.length()).toString();
    }

    private static boolean isCardNumber(String digits) {
        return hasIssuer(digits) && passesLuhn(digits);
    }

    /** The ranges that issuers use, with the lengths that they use there. */
    private static boolean hasIssuer(String digits) {
        int length = digits.length();
        int six = Integer.parseInt(digits, 0, 6, 10);
        int four = six / 100;
        int three = six / 1000;
        int two = six / 10_000;
        boolean visa = two / 10 == 4 && (length == 13 || length == 16 || length == 19);
        boolean mastercard = length == 16 && (between(two, 51, 55) || between(four, 2221, 2720));
        boolean amex = length == 15 && (two == 34 || two == 37);
        boolean diners =
                length == 14 && (between(three, 300, 305) || four == 3095 || two == 36 || two == 38 || two == 39);
        boolean jcb = length == 16 && between(four, 3528, 3589);
        boolean mir = length == 16 && between(four, 2200, 2204);
        boolean discover = length == 16 && (four == 6011 || between(three, 644, 649) || two == 65);
        boolean unionPay = (length == 16 || length == 19) && (two == 62 || three == 810 || between(four, 8110, 8171));
        boolean maestro = (length == 16 || length == 18 || length == 19)
                && (four == 5018
                        || four == 5020
                        || four == 5038
                        || four == 5893
                        || four == 6304
                        || four == 6759
                        || between(four, 6761, 6763));
        return visa || mastercard || amex || diners || jcb || mir || discover || unionPay || maestro;
    }

    private static boolean between(int value, int from, int to) {
        return value >= from && value <= to;
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}

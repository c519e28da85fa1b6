package io.finops.payments.card;

import java.util.regex.Pattern;

/**
 * Ids and times of the shapes that clients use, none of which is a card number by accident: ours, UUIDs with and without
 * hyphens, ULIDs, long hexadecimal numbers, dates with and without a time, and the Unix time in milliseconds,
 * microseconds or nanoseconds.
 */
final class Shapes {
    private static final String HEX = "[0-9A-Fa-f]";

    private static final String OURS = "(?:pay|re)_[0-9a-hjkmnp-tv-z]{26}";
    /** With a version and the variant of RFC 9562. */
    private static final String UUID =
            HEX + "{8}-?" + HEX + "{4}-?[1-8]" + HEX + "{3}-?[89ABab]" + HEX + "{3}-?" + HEX + "{12}";
    /** Those of the years up to 2084 begin so. */
    private static final String ULID = "01[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{24}";
    /** A digest or an object id, 24 digits or more; after a word only with letters between decimal digits. */
    private static final String LONG_HEX = "(?=[0-9]*[A-Fa-f])" + HEX + "{24}" + HEX + "*+" //
            + "|[A-Za-z]*+(?=" + HEX + "{24})[0-9]++[A-Fa-f]++[0-9]" + HEX + "*+";

    private static final String MONTH = "(?:0[1-9]|1[0-2])";
    private static final String DAY = "(?:0[1-9]|[12][0-9]|3[01])";
    private static final String YEAR = "20[0-9]{2}";
    private static final String DATE = "(?:" + YEAR + "(?<dash>[-/._]?)" + MONTH + "\\k<dash>" + DAY //
            + "|" + DAY + "[-/.]" + MONTH + "[-/.]" + YEAR + "|" + MONTH + "[-/.]" + DAY + "[-/.]" + YEAR + ")";
    /** The last part may also be a number that counts within the second. */
    private static final String TIME =
            "(?:[01][0-9]|2[0-3])[-:._]?[0-5][0-9](?:[-:._]?[0-5][0-9](?:[-,._]?[0-9]{1,9})?)?";

    private static final String ZONE = " ?(?:[Zz]|[-+][0-9]{2}:?[0-9]{2})";
    private static final String DATE_AND_TIME = DATE + "(?:(?:[Tt _-]|, )?" + TIME + "(?:" + ZONE + ")?)?";
    /** From 2017 to 2033. */
    private static final String UNIX_TIME = "1[5-9][0-9]{8}(?:[0-9]{3}){1,3}";

    private static final Pattern ANY = Pattern.compile(String.join(
            "|",
            alone(OURS + "|" + ULID + "|" + LONG_HEX, "[0-9A-Za-z]"),
            alone(UUID, HEX),
            alone(DATE_AND_TIME + "|" + UNIX_TIME, "[0-9]")));

    private Shapes() {}

    /** With no character of the kind before or after it. */
    private static String alone(String shape, String kind) {
        return "(?<!" + kind + ")(?:" + shape + ")(?!" + kind + ")";
    }

    /** The text with a letter in place of each. Its digits are ASCII. */
    static String without(String text) {
        return ANY.matcher(text).replaceAll("x");
    }
}

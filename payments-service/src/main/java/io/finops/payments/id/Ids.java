package io.finops.payments.id;

import java.security.SecureRandom;
import java.util.Random;

/** Makes ids such as {@code pay_01jcv8…}: 48 bits of time, so that neighbours in time are neighbours in an index, and 80 random bits. Thread-safe. */
final class Ids {
    private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final Random RANDOM = new SecureRandom();
    private static final int LONGEST = 40;

    private Ids() {}

    /** What every id that is made in that millisecond begins with; in an index it is before all of them. */
    static StringBuilder earliest(String prefix, long epochMillis) {
        StringBuilder id = new StringBuilder(prefix.length() + 26).append(prefix);
        for (int shift = 45; shift >= 0; shift -= 5) {
            id.append(CROCKFORD[(int) (epochMillis >>> shift) & 31]);
        }
        return id;
    }

    static String next(String prefix, long epochMillis) {
        StringBuilder id = earliest(prefix, epochMillis);
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        for (byte b : random) {
            id.append(CROCKFORD[b & 31]);
        }
        return id.toString();
    }

    /** Whether it is the prefix and up to 40 small letters and digits. */
    static boolean isOne(String prefix, String id) {
        int length = id.length() - prefix.length();
        return id.startsWith(prefix)
                && length >= 1
                && length <= LONGEST
                && id.chars().skip(prefix.length()).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
    }

    static void check(String prefix, String id) {
        if (!isOne(prefix, id)) {
            throw new IllegalArgumentException("not an id: expected " + prefix + " and small letters and digits");
        }
    }
}

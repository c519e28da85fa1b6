package io.finops.payments.ledger;

import java.security.SecureRandom;
import java.util.Random;

/** Makes ids such as {@code pay_01jcv8…}: 48 bits of time, so that neighbours in time are neighbours in an index, and 80 random bits. Thread-safe. */
public final class Ids {
    private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final Random RANDOM = new SecureRandom();

    private Ids() {}

    public static String next(String prefix, long epochMillis) {
        StringBuilder id =
                new StringBuilder(prefix.length() + 27).append(prefix).append('_');
        for (int shift = 45; shift >= 0; shift -= 5) {
            id.append(CROCKFORD[(int) (epochMillis >>> shift) & 31]);
        }
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        for (byte b : random) {
            id.append(CROCKFORD[b & 31]);
        }
        return id.toString();
    }
}

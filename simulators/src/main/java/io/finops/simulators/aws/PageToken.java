package io.finops.simulators.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Where the next page begins, and which question and which instant of the bill it belongs to: pages of one answer fit
 * together even when the bill moves on in between.
 */
record PageToken(int offset, Instant seenAt, int question) {

    String encode() {
        String text = offset + "|" + seenAt.getEpochSecond() + "|" + question;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    static PageToken decode(String token, int question) {
        PageToken decoded;
        try {
            String[] part =
                    new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII).split("\\|", -1);
            decoded = new PageToken(
                    Integer.parseInt(part[0]),
                    Instant.ofEpochSecond(Long.parseLong(part[1])),
                    Integer.parseInt(part[2]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new AwsException(400, "InvalidNextTokenException", "The next page token is not valid");
        }
        if (decoded.question != question) {
            throw new AwsException(
                    400, "RequestChangedException", "The request changed between two pages: ask again from the start");
        }
        return decoded;
    }
}

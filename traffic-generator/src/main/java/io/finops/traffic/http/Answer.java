package io.finops.traffic.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says: the HTTP status, and the payment's id and state where the body has them. Only the beginning of
 * the body is kept; the API writes both first. One is reused for all answers of a connection. Not thread-safe.
 */
public final class Answer {
    private static final int KEPT = 512;
    private static final int SHOWN = 160;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\s]+");
    private static final byte[] ID = "\"id\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STATUS = "\"status\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] body = new byte[KEPT];
    private int length;
    private int code;
    private String location = "";

    /** Begins another answer. */
    public void begin(int httpStatus) {
        code = httpStatus;
        length = 0;
        location = "";
    }

    /** How many more bytes of the body are of interest. */
    public int room() {
        return KEPT - length;
    }

    /** Where the next bytes of the body go; to be followed by {@link #added}. */
    public byte[] buffer() {
        return body;
    }

    /** How many bytes of the body are kept so far. */
    public int length() {
        return length;
    }

    /** Counts bytes written behind {@link #length()}. */
    public void added(int bytes) {
        length += bytes;
    }

    /** The HTTP status. */
    public int code() {
        return code;
    }

    /** Keeps where a redirect points to. */
    public void redirectsTo(String address) {
        location = address;
    }

    /** The beginning of the answer in one printable line: where it redirects to, or else its body. */
    public String said() {
        String text = location.isEmpty() ? new String(body, 0, length, StandardCharsets.UTF_8) : location;
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    /** The payment's id, when the body has one. */
    public @Nullable String id() {
        return text(ID);
    }

    /** The payment's state: {@code approved}, {@code declined}, {@code rejected}, {@code pending}. */
    public @Nullable String status() {
        return text(STATUS);
    }

    /** The text after a name, without looking at the rest of the JSON. */
    private @Nullable String text(byte[] name) {
        int at = after(name);
        while (at < length && (body[at] == ' ' || body[at] == ':')) {
            at++;
        }
        if (at >= length || body[at] != '"') {
            return null;
        }
        int end = ++at;
        while (end < length && body[end] != '"') {
            end++;
        }
        return end < length ? new String(body, at, end - at, StandardCharsets.US_ASCII) : null;
    }

    private int after(byte[] name) {
        for (int i = 0; i + name.length <= length; i++) {
            int j = 0;
            while (j < name.length && body[i + j] == name[j]) {
                j++;
            }
            if (j == name.length) {
                return i + name.length;
            }
        }
        return length;
    }
}

package io.finops.traffic.http;

/** A W3C trace id of 16 bytes and the id of our own span in it. */
public record TraceId(long high, long low, long span) {
    /** The 32 hexadecimal digits under which the trace is found. */
    public String hex() {
        return hex(high) + hex(low);
    }

    /** The 16 hexadecimal digits of our span. */
    public String spanHex() {
        return hex(span);
    }

    /** The {@code traceparent} header of a sampled trace. */
    String traceparent() {
        return "00-" + hex() + "-" + spanHex() + "-01";
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }
}

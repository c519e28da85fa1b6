package io.finops.traffic.http;

/** A merchant's API key. It prints as stars, so that no log can hold it. */
public final class ApiKey {
    private final String value;
    private final String source;

    /**
     * @param source where it was read, for messages: "the file …" or "the environment's …"
     * @throws IllegalArgumentException when it could not stand in a header
     */
    public ApiKey(String value, String source) {
        String key = value.strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "the API key in " + source + " is empty or has characters that no key has");
        }
        this.value = key;
        this.source = source;
    }

    /** The value of the Authorization header. */
    public String bearer() {
        return "Bearer " + value;
    }

    /** Where it was read. */
    public String source() {
        return source;
    }

    /** The text without the key, should a server have sent it back. */
    public String hiddenIn(String text) {
        return text.replace(value, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}

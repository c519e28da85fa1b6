package io.finops.traffic.http;

/** A merchant's API key. It prints as stars, so that no log can hold it. */
public final class ApiKey {
    private final String value;

    /** @throws IllegalArgumentException when it could not stand in a header */
    public ApiKey(String value) {
        String key = value.strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("the API key is empty or has characters that no key has");
        }
        this.value = key;
    }

    /** The value of the Authorization header. */
    public String bearer() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "***";
    }
}

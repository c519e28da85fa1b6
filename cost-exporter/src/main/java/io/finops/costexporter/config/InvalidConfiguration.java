package io.finops.costexporter.config;

/** A property that cannot work: names it, the value, and what is accepted, in one line. */
public final class InvalidConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfiguration(String line) {
        super(line);
    }

    public InvalidConfiguration(String property, Object value, String accepted) {
        super(property + "=" + value + " is not accepted: " + accepted);
    }
}

package io.finops.payments.settings;

import org.jspecify.annotations.Nullable;

/** A property whose value cannot be worked with. Says its name, its value, and what is accepted; never used for secrets. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public InvalidSetting(String property, @Nullable Object value, String accepted) {
        this(property, value, accepted, null);
    }

    public InvalidSetting(String property, @Nullable Object value, String accepted, @Nullable Throwable cause) {
        super(property + (value == null ? " is not set" : "=" + value) + ": expected " + accepted, cause);
    }
}

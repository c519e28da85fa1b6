package io.finops.localstack.check;

import java.util.Locale;

/**
 * The outcome of one check.
 *
 * @param subject what was checked with what, for example {@code promtool 2.42.0: rule tests}
 * @param detail what the tool said, or why it could not be run; may span lines
 */
public record Finding(Outcome outcome, String subject, String detail) {
    /** How a check ended. */
    public enum Outcome {
        OK,
        FAILED,
        /** It could not be run here. Never silent, never a failure. */
        UNCHECKED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject) {
        return new Finding(Outcome.OK, subject, "");
    }

    static Finding failed(String subject, String detail) {
        return new Finding(Outcome.FAILED, subject, detail.strip());
    }

    static Finding unchecked(String subject, String why) {
        return new Finding(Outcome.UNCHECKED, subject, why);
    }
}

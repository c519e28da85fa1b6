package io.finops.rehearsal.smoke;

import java.util.Locale;

/**
 * One line of the report.
 *
 * @param seconds how long it took until it was so, or until it was given up
 * @param detail what was seen, or what is missing
 */
public record SmokeResult(String name, State state, double seconds, String detail) {
    /** {@code absent}: an optional part that this stack does not have; no failure. */
    public enum State {
        OK,
        FAILED,
        ABSENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SmokeResult absent(String name, String reason) {
        return new SmokeResult(name, State.ABSENT, 0, reason);
    }
}

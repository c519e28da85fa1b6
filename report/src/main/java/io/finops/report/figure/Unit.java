package io.finops.report.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** How a number is written. */
public enum Unit {
    USD {
        @Override
        public String format(double value) {
            double size = Math.abs(value);
            if (size > 0 && size < 0.001) {
                return "USD "
                        + BigDecimal.valueOf(value)
                                .round(new MathContext(3))
                                .stripTrailingZeros()
                                .toPlainString();
            }
            String digits = size >= 1000 || size == 0 ? "%,.0f" : size >= 1 ? "%,.2f" : "%,.5f";
            return "USD " + String.format(Locale.ROOT, digits, value);
        }
    },
    COUNT {
        @Override
        public String format(double value) {
            return String.format(
                    Locale.ROOT, Math.abs(value) < 10 && value != Math.rint(value) ? "%,.1f" : "%,.0f", value);
        }
    },
    RATE {
        @Override
        public String format(double value) {
            return String.format(Locale.ROOT, "%,.1f/s", value);
        }
    },
    /** A share of one, as a percentage; close to all it has more digits. */
    RATIO {
        @Override
        public String format(double value) {
            double percent = 100 * value;
            boolean nearlyAll = value > 0.98 && value < 1;
            return String.format(Locale.ROOT, nearlyAll ? "%.3f %%" : "%.1f %%", percent);
        }
    },
    SECONDS {
        @Override
        public String format(double value) {
            return value < 1 ? String.format(Locale.ROOT, "%.0f ms", 1000 * value) : duration(value);
        }
    };

    /** With the unit, for people. */
    public abstract String format(double value);

    /** A change against a value before, as {@code +3.2 %}; a ratio changes by points. */
    public String change(double value, double before) {
        if (this == RATIO) {
            return String.format(Locale.ROOT, "%+.1f points", 100 * (value - before));
        }
        return before == 0 ? "from nothing" : String.format(Locale.ROOT, "%+.1f %%", 100 * (value / before - 1));
    }

    private static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toHours() == 0) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toDays() == 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toDays() + " d " + time.toHoursPart() + " h";
    }
}

package io.finops.simulators.fault;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a fault: its name, what it is by default, and which values are possible.
 *
 * @param byDefault the value without a word from the caller; null where the parameter is optional
 */
public record FaultParameter(
        String name, Kind kind, @Nullable Object byDefault, double least, double most, List<String> choices) {

    enum Kind {
        NUMBER,
        WHOLE,
        TEXT,
        DATE
    }

    static FaultParameter share(double byDefault) {
        return new FaultParameter("share", Kind.NUMBER, byDefault, 0, 1, List.of());
    }

    static FaultParameter number(String name, @Nullable Double byDefault, double least, double most) {
        return new FaultParameter(name, Kind.NUMBER, byDefault, least, most, List.of());
    }

    static FaultParameter whole(String name, @Nullable Long byDefault, long least, long most) {
        return new FaultParameter(name, Kind.WHOLE, byDefault, least, most, List.of());
    }

    static FaultParameter text(String name, @Nullable String byDefault, String... choices) {
        return new FaultParameter(name, Kind.TEXT, byDefault, 0, 0, List.of(choices));
    }

    static FaultParameter date(String name) {
        return new FaultParameter(name, Kind.DATE, null, 0, 0, List.of());
    }

    /** The value as the switch keeps it. Throws {@link BadFaultException} with one line that says what is accepted. */
    Object accept(Object given) {
        return switch (kind) {
            case NUMBER -> {
                if (given instanceof Number number && within(number.doubleValue())) {
                    yield number.doubleValue();
                }
                throw refused(given, "a number from " + plain(least) + " to " + plain(most));
            }
            case WHOLE -> {
                if (given instanceof Number number
                        && number.doubleValue() == Math.rint(number.doubleValue())
                        && within(number.doubleValue())) {
                    yield number.longValue();
                }
                throw refused(given, "a whole number from " + plain(least) + " to " + plain(most));
            }
            case TEXT -> {
                if (given instanceof String text && (choices.isEmpty() ? !text.isBlank() : choices.contains(text))) {
                    yield text;
                }
                throw refused(given, choices.isEmpty() ? "a text" : "one of " + String.join(", ", choices));
            }
            case DATE -> {
                try {
                    yield LocalDate.parse(String.valueOf(given)).toString();
                } catch (DateTimeParseException e) {
                    throw refused(given, "a date such as 2026-11-20");
                }
            }
        };
    }

    private boolean within(double value) {
        return value >= least && value <= most;
    }

    private BadFaultException refused(Object given, String accepted) {
        return new BadFaultException("parameter " + name + " is " + given + ", but must be " + accepted);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}

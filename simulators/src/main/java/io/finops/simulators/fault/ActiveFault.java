package io.finops.simulators.fault;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is switched on.
 *
 * @param parameters as accepted: numbers as {@code Double}, whole numbers as {@code Long}, all else as text
 * @param since reading of the simulated AWS's clock when it was switched on
 */
public record ActiveFault(Fault fault, Map<String, Object> parameters, Instant since) {
    public ActiveFault {
        parameters = Map.copyOf(parameters);
    }

    public double number(String name) {
        return parameters.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    public long whole(String name) {
        return parameters.get(name) instanceof Number number ? number.longValue() : 0;
    }

    public String text(String name) {
        Object value = parameters.get(name);
        return value == null ? "" : value.toString();
    }

    public @Nullable LocalDate date(String name) {
        Object value = parameters.get(name);
        return value == null ? null : LocalDate.parse(value.toString());
    }

    double share() {
        return parameters.containsKey("share") ? number("share") : 1.0;
    }

    boolean concerns(String operation) {
        return !parameters.containsKey("operation") || text("operation").equals(operation);
    }
}

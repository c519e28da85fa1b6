package io.finops.payments.web;

import io.finops.payments.web.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of a search, each given once or not at all. Collects what is wrong with them; not thread-safe. */
public final class QueryParameters {
    private final HttpServletRequest request;
    private final List<FieldError> errors = new ArrayList<>();

    /** A misspelt parameter would find everything: what is not known is refused. */
    public QueryParameters(HttpServletRequest request, Set<String> known) {
        this.request = request;
        if (!known.containsAll(request.getParameterMap().keySet())) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "The parameters are "
                            + String.join(", ", known.stream().sorted().toList()) + ".");
        }
    }

    /** The parameter, read by a function that throws for what it cannot read. */
    public <T> @Nullable T get(String name, String rule, Function<String, T> reader) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return null;
        }
        try {
            if (values.length == 1) {
                return reader.apply(values[0]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Said below, without what was sent.
        }
        errors.add(new FieldError(name, rule));
        return null;
    }

    /** Ends the request with what is wrong, if anything is. */
    public void check() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.ofFields(ProblemType.INVALID_FIELD, errors));
        }
    }
}

package io.finops.payments.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem. Nothing that a client sent is repeated in it.
 *
 * @param errors which fields are wrong and why
 * @param payment id of the payment that the problem is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<FieldError> errors,
        @Nullable String payment) {

    public record FieldError(String field, String message) {}

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, null);
    }

    public static Problem ofFields(ProblemType type, List<FieldError> errors) {
        return new Problem(type.uri(), type.title(), type.status(), type.title() + ".", List.copyOf(errors), null);
    }

    public Problem about(String paymentId) {
        return new Problem(type, title, status, detail, errors, paymentId);
    }
}

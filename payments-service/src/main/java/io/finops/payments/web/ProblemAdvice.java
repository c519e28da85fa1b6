package io.finops.payments.web;

import io.finops.payments.web.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every error becomes a problem detail that repeats nothing of what was sent. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> problem(ProblemException e) {
        HttpHeaders headers = new HttpHeaders();
        e.headers().forEach(headers::set);
        return answer(e.problem(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof DatabindException bind && !bind.getPath().isEmpty()) {
            String field = bind instanceof UnrecognizedPropertyException ? null : path(bind.getPath());
            Problem problem = field == null
                    ? Problem.of(
                            ProblemType.MALFORMED_REQUEST, "The body has a field that this operation does not know.")
                    : Problem.ofFields(
                            ProblemType.INVALID_FIELD,
                            List.of(new FieldError(field, "has the wrong type, or is out of range")));
            return answer(problem, new HttpHeaders());
        }
        if (e.getCause() instanceof InputCoercionException) {
            // A number beyond 64 bits stops the reader before it knows for which field; amounts are the only numbers
            // taken.
            return answer(
                    Problem.ofFields(ProblemType.INVALID_FIELD, List.of(new FieldError("amount", "is out of range"))),
                    new HttpHeaders());
        }
        String where = "";
        if (e.getCause() instanceof JacksonException json && json.getLocation() != null) {
            TokenStreamLocation at = json.getLocation();
            where = " Reading stopped at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
        }
        return answer(
                Problem.of(
                        ProblemType.MALFORMED_REQUEST, "The body is not a JSON object of the expected form." + where),
                new HttpHeaders());
    }

    /** Only names of our own fields are repeated. */
    private static @Nullable String path(List<JacksonException.Reference> path) {
        List<String> names = new ArrayList<>();
        for (JacksonException.Reference reference : path) {
            String name = reference.getPropertyName();
            if (name == null || !RequestFields.KNOWN.contains(name)) {
                return null;
            }
            names.add(name);
            if (name.equals(RequestFields.METADATA)) {
                break;
            }
        }
        return String.join(".", names);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        NonTransientDataAccessResourceException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        UncategorizedSQLException.class,
        TransactionException.class
    })
    ResponseEntity<Problem> databaseUnreachable(Exception e) {
        LOG.warn("the database did not answer: {}", e.getClass().getSimpleName());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "2");
        return answer(
                Problem.of(
                        ProblemType.LEDGER_UNAVAILABLE,
                        "Nothing is decided without the ledger. Repeat the request with the same key."),
                headers);
    }

    /** It did answer: a statement that is wrong, or not allowed. */
    @ExceptionHandler
    ResponseEntity<Problem> refusedStatement(InvalidDataAccessResourceUsageException e) {
        return internal(e);
    }

    @ExceptionHandler
    ResponseEntity<Problem> invariant(DataIntegrityViolationException e) {
        return internal(e);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> anything(Exception e, HttpServletRequest request) {
        if (ClientGone.is(e)) {
            // There is nobody to answer.
            ClientGone.note(request, e);
            return null;
        }
        if (e instanceof InvalidParameterException invalid) {
            return answer(forStatus(HttpStatusCode.valueOf(invalid.getErrorCode())), new HttpHeaders());
        }
        if (e instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return answer(forStatus(response.getStatusCode()), response.getHeaders());
        }
        if (e instanceof DataAccessException) {
            return databaseUnreachable(e);
        }
        return internal(e);
    }

    private static ResponseEntity<Problem> internal(Exception e) {
        // The message may quote what was sent; the trace does not.
        LOG.error("request failed: {}", e.getClass().getName(), new Sanitized(e));
        return answer(
                Problem.of(ProblemType.INTERNAL_ERROR, "Repeat the request with the same key."), new HttpHeaders());
    }

    static Problem forStatus(HttpStatusCode status) {
        ProblemType type = switch (status.value()) {
            case 401 -> ProblemType.UNAUTHORIZED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 408 -> ProblemType.REQUEST_TIMEOUT;
            case 413 -> ProblemType.BODY_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            // A protocol version, a transfer coding or a method that nobody here speaks.
            case 501, 505 -> ProblemType.MALFORMED_REQUEST;
            case 503 -> ProblemType.LEDGER_UNAVAILABLE;
            default -> status.is5xxServerError() ? ProblemType.INTERNAL_ERROR : ProblemType.MALFORMED_REQUEST;
        };
        return Problem.of(type, type.title() + ".");
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        HttpHeaders out = new HttpHeaders();
        headers.forEach(out::put);
        out.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return ResponseEntity.status(problem.status()).headers(out).body(problem);
    }

    private static final class Sanitized extends RuntimeException {
        private static final long serialVersionUID = 1;

        Sanitized(Exception e) {
            super(e.getClass().getName());
            setStackTrace(e.getStackTrace());
        }
    }
}

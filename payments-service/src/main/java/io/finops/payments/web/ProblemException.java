package io.finops.payments.web;

import java.util.Map;
import org.springframework.http.HttpHeaders;

/** Ends a request with a problem. Carries no stack trace: it is an answer, not a defect. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.title(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    /** One that is worth repeating the request after. */
    public static ProblemException later(Problem problem, int retryAfterSeconds) {
        return new ProblemException(problem, Map.of(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds)));
    }

    public Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}

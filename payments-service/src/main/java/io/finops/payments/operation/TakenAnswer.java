package io.finops.payments.operation;

import io.finops.payments.ledger.Operation;
import io.finops.payments.web.IdempotencyHeader;
import io.finops.payments.web.Problem;
import io.finops.payments.web.ProblemException;
import io.finops.payments.web.ProblemType;
import io.finops.payments.web.RequestOutcome;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers a request for an operation: 201 when it is decided, 202 while it is not, a problem for everything else. */
public final class TakenAnswer {
    private TakenAnswer() {}

    /**
     * Makes the answer.
     *
     * @param path what comes before the id in the operation's own address
     */
    public static <T extends Operation<T>, V> ResponseEntity<V> of(
            Taken<T> taken,
            HttpServletRequest request,
            Function<T, RequestOutcome> outcome,
            String path,
            Function<T, V> view) {
        if (taken instanceof Taken.Done<T> done) {
            return done(done, request, outcome.apply(done.operation()), path, view);
        }
        if (taken instanceof Taken.Exceeds<T> exceeds) {
            throw new ProblemException(Problem.of(
                            ProblemType.REFUND_EXCEEDS_CAPTURE,
                            "Refunds that are done or pending and this one add up to more than was captured.")
                    .about(exceeds.payment().value()));
        }
        throw taken instanceof Taken.InFlight<T> ? IdempotencyHeader.inFlight() : IdempotencyHeader.reused();
    }

    private static <T extends Operation<T>, V> ResponseEntity<V> done(
            Taken.Done<T> done, HttpServletRequest request, RequestOutcome outcome, String path, Function<T, V> view) {
        T operation = done.operation();
        if (outcome == RequestOutcome.SERVER_ERROR) {
            throw ProblemException.later(
                    Problem.of(
                                    ProblemType.GATEWAY_UNAVAILABLE,
                                    "The gateway did not process it, certainly. Repeat the request with the same key.")
                            .about(operation.paymentId().value()),
                    2);
        }
        outcome.on(request);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        outcome == RequestOutcome.UNDECIDED ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .location(URI.create(path + operation.id().value()));
        if (done.replayed()) {
            answer.header(IdempotencyHeader.REPLAYED, "true");
        }
        return answer.body(view.apply(operation));
    }
}

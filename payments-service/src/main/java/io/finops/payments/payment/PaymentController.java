package io.finops.payments.payment;

import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.payment.PaymentLifecycle.Taken;
import io.finops.payments.web.IdempotencyHeader;
import io.finops.payments.web.Problem;
import io.finops.payments.web.ProblemException;
import io.finops.payments.web.ProblemType;
import io.finops.payments.web.RequestOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PaymentController {
    private final PaymentLifecycle lifecycle;
    private final PaymentRequestValidation validation;

    PaymentController(PaymentLifecycle lifecycle, PaymentRequestValidation validation) {
        this.lifecycle = lifecycle;
        this.validation = validation;
    }

    @Operation(operationId = "createPayment", summary = "Takes a payment")
    @ApiResponse(
            responseCode = "201",
            description = "Decided: approved, declined or rejected",
            useReturnTypeSchema = true,
            headers = {
                @Header(name = "Location", description = "Where to look"),
                @Header(name = "Idempotency-Replayed", description = "true when this is an earlier answer")
            })
    @ApiResponse(
            responseCode = "202",
            description = "Outcome unknown for now",
            useReturnTypeSchema = true,
            headers = {
                @Header(name = "Location", description = "Where to look"),
                @Header(name = "Idempotency-Replayed", description = "true when this is an earlier answer")
            })
    @PostMapping(
            path = "/payments",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PaymentView> create(
            @RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant,
            @RequestBody PaymentRequest body,
            HttpServletRequest request) {
        IdempotencyKey key = IdempotencyHeader.of(request);
        Taken taken = lifecycle.take(merchant, key, validation.validate(merchant, body));
        if (taken instanceof Taken.Done done) {
            return answer(done, request);
        }
        throw taken instanceof Taken.InFlight ? IdempotencyHeader.inFlight() : IdempotencyHeader.reused();
    }

    private static ResponseEntity<PaymentView> answer(Taken.Done done, HttpServletRequest request) {
        Payment payment = done.payment();
        if (payment.status() == PaymentStatus.FAILED) {
            throw new ProblemException(
                    Problem.of(
                                    ProblemType.GATEWAY_UNAVAILABLE,
                                    "Nothing was charged. Repeat the request with the same key.")
                            .about(payment.id()),
                    2);
        }
        outcome(payment.status()).on(request);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        payment.status() == PaymentStatus.PENDING ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .location(URI.create("/payments/" + payment.id()));
        if (done.replayed()) {
            answer.header(IdempotencyHeader.REPLAYED, "true");
        }
        return answer.body(PaymentView.of(payment));
    }

    private static RequestOutcome outcome(PaymentStatus status) {
        return switch (status) {
            case APPROVED -> RequestOutcome.SUCCESS;
            case DECLINED -> RequestOutcome.DECLINED;
            case REJECTED -> RequestOutcome.REJECTED;
            case PENDING -> RequestOutcome.UNDECIDED;
            case FAILED -> RequestOutcome.SERVER_ERROR;
        };
    }

    @Operation(operationId = "getPayment", summary = "Tells a payment's present state")
    @GetMapping(path = "/payments/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    PaymentView get(@RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant, @PathVariable String id) {
        return lifecycle
                .find(merchant, id)
                .map(PaymentView::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such payment."));
    }
}

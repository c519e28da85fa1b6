package io.finops.payments.refund;

import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.ledger.Refund;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.ledger.RefundStatus;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.refund.RefundLifecycle.Taken;
import io.finops.payments.web.IdempotencyHeader;
import io.finops.payments.web.Problem;
import io.finops.payments.web.Problem.FieldError;
import io.finops.payments.web.ProblemException;
import io.finops.payments.web.ProblemType;
import io.finops.payments.web.QueryParameters;
import io.finops.payments.web.RequestOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
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
class RefundController {
    private static final int LISTED = 1000;

    private final PaymentLedger payments;
    private final RefundLedger refunds;
    private final RefundLifecycle lifecycle;

    RefundController(PaymentLedger payments, RefundLedger refunds, RefundLifecycle lifecycle) {
        this.payments = payments;
        this.refunds = refunds;
        this.lifecycle = lifecycle;
    }

    @Operation(operationId = "createRefund", summary = "Refunds an approved payment, or a part of it")
    @ApiResponse(
            responseCode = "201",
            description = "Decided: refunded or refused",
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
            path = "/payments/{id}/refunds",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RefundView> create(
            @RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant,
            @PathVariable String id,
            @RequestBody RefundRequest body,
            HttpServletRequest request) {
        IdempotencyKey key = IdempotencyHeader.of(request);
        Payment payment = payment(merchant, id);
        long amount = amount(body, payment);
        if (payment.status() != PaymentStatus.APPROVED) {
            throw new ProblemException(ProblemType.PAYMENT_NOT_REFUNDABLE, "Only an approved payment can be refunded.");
        }
        Taken taken = lifecycle.take(payment, key, amount);
        if (taken instanceof Taken.Done done) {
            return answer(done, request);
        }
        if (taken instanceof Taken.Exceeds) {
            throw new ProblemException(
                    Problem.of(
                                    ProblemType.REFUND_EXCEEDS_CAPTURE,
                                    "Refunds that are done or pending and this one add up to more than was captured.")
                            .about(payment.id()),
                    null);
        }
        throw taken instanceof Taken.InFlight ? IdempotencyHeader.inFlight() : IdempotencyHeader.reused();
    }

    @Operation(operationId = "getRefund", summary = "Tells a refund's present state")
    @GetMapping(path = "/refunds/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    RefundView get(@RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant, @PathVariable String id) {
        return refunds.find(merchant.id(), id)
                .map(RefundView::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such refund."));
    }

    @Operation(operationId = "listRefunds", summary = "Lists a payment's refunds, oldest first")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "after",
            description = "`next` of the page before",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "limit",
            description = "Refunds a page",
            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "1000"))
    @GetMapping(path = "/payments/{id}/refunds", produces = MediaType.APPLICATION_JSON_VALUE)
    RefundView.RefundList list(
            @RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant,
            @PathVariable String id,
            HttpServletRequest request) {
        QueryParameters given = new QueryParameters(request, Set.of("after", "limit"));
        String after = given.after("re");
        int limit = given.limit(LISTED, LISTED);
        given.check();
        List<Refund> found = refunds.ofPayment(payment(merchant, id).id(), after, limit + 1);
        List<Refund> page = found.subList(0, Math.min(limit, found.size()));
        return new RefundView.RefundList(
                page.stream().map(RefundView::of).toList(),
                found.size() > limit ? page.get(limit - 1).id() : null);
    }

    private Payment payment(Merchant merchant, String id) {
        return payments.find(merchant.id(), id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such payment."));
    }

    private static long amount(RefundRequest body, Payment payment) {
        Long amount = body.amount();
        if (amount == null || amount < 1) {
            throw new ProblemException(
                    Problem.ofFields(
                            ProblemType.INVALID_FIELD,
                            List.of(new FieldError("amount", "is a whole number of minor units from 1"))),
                    null);
        }
        // More than was asked for can never have been captured; the bound also keeps the sum from overflowing.
        return Math.min(amount, payment.amount().minorUnits() + 1);
    }

    private static ResponseEntity<RefundView> answer(Taken.Done done, HttpServletRequest request) {
        Refund refund = done.refund();
        if (refund.status() == RefundStatus.FAILED) {
            throw new ProblemException(
                    Problem.of(
                                    ProblemType.GATEWAY_UNAVAILABLE,
                                    "Nothing was refunded. Repeat the request with the same key.")
                            .about(refund.paymentId()),
                    2);
        }
        outcome(refund.status()).on(request);
        boolean pending = refund.status() == RefundStatus.PENDING;
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(pending ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .header("Location", "/refunds/" + refund.id());
        if (done.replayed()) {
            answer.header(IdempotencyHeader.REPLAYED, "true");
        }
        return answer.body(RefundView.of(refund));
    }

    private static RequestOutcome outcome(RefundStatus status) {
        return switch (status) {
            case REFUNDED -> RequestOutcome.SUCCESS;
            case REFUSED -> RequestOutcome.DECLINED;
            case PENDING -> RequestOutcome.UNDECIDED;
            case FAILED -> RequestOutcome.SERVER_ERROR;
        };
    }
}

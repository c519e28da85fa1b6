package io.finops.payments.payment;

import io.finops.payments.id.PaymentId;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.operation.TakenAnswer;
import io.finops.payments.web.IdempotencyHeader;
import io.finops.payments.web.ProblemException;
import io.finops.payments.web.ProblemType;
import io.finops.payments.web.RequestOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
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
    private final PaymentLedger ledger;
    private final PaymentLifecycle lifecycle;
    private final PaymentRequestValidation validation;

    PaymentController(PaymentLedger ledger, PaymentLifecycle lifecycle, PaymentRequestValidation validation) {
        this.ledger = ledger;
        this.lifecycle = lifecycle;
        this.validation = validation;
    }

    @Operation(operationId = "createPayment", summary = "Takes a payment")
    @ApiResponse(
            responseCode = "201",
            description = "Decided: approved, declined or rejected",
            useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Undecided for now", useReturnTypeSchema = true)
    @PostMapping(
            path = "/payments",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PaymentView> create(
            @RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant,
            @RequestBody PaymentRequest body,
            HttpServletRequest request) {
        return TakenAnswer.of(
                lifecycle.take(merchant, IdempotencyHeader.of(request), validation.validate(merchant, body)),
                request,
                PaymentController::outcome,
                "/payments/",
                PaymentView::of);
    }

    private static RequestOutcome outcome(Payment payment) {
        return switch (payment.status()) {
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
        return PaymentId.parse(id)
                .flatMap(known -> ledger.find(merchant, known))
                .map(PaymentView::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such payment."));
    }
}

package io.finops.payments.refund;

import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.ledger.Refund;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import io.finops.payments.operation.TakenAnswer;
import io.finops.payments.web.IdempotencyHeader;
import io.finops.payments.web.Paging;
import io.finops.payments.web.Problem;
import io.finops.payments.web.Problem.FieldError;
import io.finops.payments.web.ProblemException;
import io.finops.payments.web.ProblemType;
import io.finops.payments.web.QueryParameters;
import io.finops.payments.web.RequestOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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
    private final PaymentLedger payments;
    private final RefundLedger refunds;
    private final RefundLifecycle lifecycle;

    RefundController(PaymentLedger payments, RefundLedger refunds, RefundLifecycle lifecycle) {
        this.payments = payments;
        this.refunds = refunds;
        this.lifecycle = lifecycle;
    }

    @Operation(operationId = "createRefund", summary = "Refunds an approved payment, or a part of it")
    @ApiResponse(responseCode = "201", description = "Decided: refunded or refused", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Undecided for now", useReturnTypeSchema = true)
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
        Money amount = amount(body, payment);
        if (payment.status() != PaymentStatus.APPROVED) {
            throw new ProblemException(ProblemType.PAYMENT_NOT_REFUNDABLE, "Only an approved payment can be refunded.");
        }
        return TakenAnswer.of(
                lifecycle.take(payment, key, amount), request, RefundController::outcome, "/refunds/", RefundView::of);
    }

    @Operation(operationId = "getRefund", summary = "Tells a refund's present state")
    @GetMapping(path = "/refunds/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    RefundView get(@RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant, @PathVariable String id) {
        return RefundId.parse(id)
                .flatMap(known -> refunds.find(merchant, known))
                .map(RefundView::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such refund."));
    }

    @Operation(operationId = "listRefunds", summary = "Lists a payment's refunds, oldest first")
    @GetMapping(path = "/payments/{id}/refunds", produces = MediaType.APPLICATION_JSON_VALUE)
    RefundView.RefundList list(
            @RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant,
            @PathVariable String id,
            HttpServletRequest request) {
        QueryParameters given = new QueryParameters(request, Paging.and());
        Paging.Wanted<RefundId> wanted = Paging.REFUNDS.of(given, RefundId::parse);
        given.check();
        return wanted.page(
                refunds.ofPayment(payment(merchant, id).id(), wanted.after(), wanted.toRead()),
                RefundView::of,
                RefundView::id,
                RefundView.RefundList::new);
    }

    private Payment payment(Merchant merchant, String id) {
        return PaymentId.parse(id)
                .flatMap(known -> payments.find(merchant, known))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such payment."));
    }

    private static Money amount(RefundRequest body, Payment payment) {
        Long amount = body.amount();
        if (amount == null || amount < 1) {
            throw new ProblemException(Problem.ofFields(
                    ProblemType.INVALID_FIELD,
                    List.of(new FieldError("amount", "is a whole number of minor units from 1"))));
        }
        // More than was asked for can never have been captured; the bound also keeps the sum from overflowing.
        return new Money(
                Math.min(amount, payment.amount().minorUnits() + 1),
                payment.amount().currency());
    }

    private static RequestOutcome outcome(Refund refund) {
        return switch (refund.status()) {
            case REFUNDED -> RequestOutcome.SUCCESS;
            case REFUSED -> RequestOutcome.DECLINED;
            case PENDING -> RequestOutcome.UNDECIDED;
            case FAILED -> RequestOutcome.SERVER_ERROR;
        };
    }
}

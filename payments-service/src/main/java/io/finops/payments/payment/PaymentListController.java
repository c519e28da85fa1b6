package io.finops.payments.payment;

import io.finops.payments.id.PaymentId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.PaymentSearch;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.web.Paging;
import io.finops.payments.web.QueryParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PaymentListController {
    private static final Set<String> PARAMETERS =
            Paging.and("status", "createdFrom", "createdTo", "merchantReference", "idempotencyKey");

    private final PaymentSearch search;

    PaymentListController(PaymentSearch search) {
        this.search = search;
    }

    @Operation(
            operationId = "listPayments",
            summary = "Lists the merchant's payments, newest first, in pages that do not shift when payments are added")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "status",
            schema = @Schema(allowableValues = {"pending", "approved", "declined", "rejected", "failed"}))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "createdFrom",
            description = "Begun at this time or later",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "createdTo",
            description = "Begun before this time",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "merchantReference",
            description = "With this reference, exactly",
            schema = @Schema(type = "string", maxLength = 128))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "idempotencyKey",
            description = "Asked for with this key, as long as it is kept",
            schema = @Schema(type = "string", maxLength = 255))
    @GetMapping(path = "/payments", produces = MediaType.APPLICATION_JSON_VALUE)
    PaymentList list(
            @Parameter(hidden = true) @RequestAttribute(Merchant.ATTRIBUTE) Merchant merchant,
            HttpServletRequest request) {
        QueryParameters given = new QueryParameters(request, PARAMETERS);
        PaymentStatus status = given.get("status", "is a payment's state", PaymentListController::status);
        Instant from = given.get("createdFrom", "is a time as in RFC 3339", PaymentListController::time);
        Instant to = given.get("createdTo", "is a time as in RFC 3339", PaymentListController::time);
        String reference = given.get(
                "merchantReference", PaymentRequestValidation.REFERENCE_RULE, PaymentListController::reference);
        IdempotencyKey key = given.get("idempotencyKey", "is an idempotency key", IdempotencyKey::new);
        Paging.Wanted<PaymentId> wanted = Paging.PAYMENTS.of(given, PaymentId::parse);
        given.check();

        return wanted.page(
                search.find(new PaymentSearch.Query(
                        merchant, status, from, to, reference, key, wanted.after(), wanted.toRead())),
                PaymentView::of,
                PaymentView::id,
                PaymentList::new);
    }

    private static PaymentStatus status(String label) {
        PaymentStatus status = PaymentStatus.ofLabel(label);
        if (!status.label().equals(label)) {
            throw new IllegalArgumentException();
        }
        return status;
    }

    private static String reference(String text) {
        if (!PaymentRequestValidation.isReference(text)) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    /** Of an age that the database can count. */
    private static Instant time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.getYear() < 1900 || time.getYear() > 9999) {
            throw new IllegalArgumentException();
        }
        return time.toInstant();
    }
}

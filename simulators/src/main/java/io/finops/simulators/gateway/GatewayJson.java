package io.finops.simulators.gateway;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's requests and answers as JSON. */
final class GatewayJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final long LARGEST_AMOUNT = 1_000_000_000_000L;

    private GatewayJson() {}

    /** Throws {@link BadRequestException} with one line that says what is wrong. Unknown fields are ignored. */
    static ChargeRequest charge(String key, Buffer body) {
        JsonNode request = object(body);
        return new ChargeRequest(
                key, text(request, "reference"), amount(request), currency(request), text(request, "paymentMethod"));
    }

    static long refundAmount(Buffer body) {
        return amount(object(body));
    }

    static Object of(Charge charge) {
        return new ChargeView(
                "ch_sim_" + Long.toHexString(Hash.of(1, charge.key())),
                charge.key(),
                charge.reference(),
                charge.approved() ? "approved" : "declined",
                charge.amount(),
                charge.captured(),
                charge.currency(),
                charge.fee(),
                charge.declineCode(),
                Instant.ofEpochMilli(charge.createdAt()).toString());
    }

    static Object of(Refund refund) {
        return new RefundView(
                "re_sim_" + Long.toHexString(Hash.of(2, refund.key())),
                refund.key(),
                refund.charge(),
                refund.refunded() ? "refunded" : "refused",
                refund.amount(),
                refund.currency(),
                Instant.ofEpochMilli(refund.createdAt()).toString());
    }

    /** Keys and references: 1 to 255 printable ASCII characters. */
    static boolean isPlainText(String text) {
        return !text.isEmpty() && text.length() <= 255 && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static JsonNode object(Buffer body) {
        try {
            JsonNode json = JSON.readTree(body.getBytes());
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            throw new BadRequestException("the body is not JSON");
        }
        throw new BadRequestException("the body is not a JSON object");
    }

    private static long amount(JsonNode request) {
        JsonNode amount = request.path("amount");
        if (!amount.isIntegralNumber() || !amount.canConvertToLong()) {
            throw new BadRequestException("amount must be a whole number of minor units");
        }
        if (amount.longValue() < 1 || amount.longValue() > LARGEST_AMOUNT) {
            throw new BadRequestException("amount must be from 1 to " + LARGEST_AMOUNT + " minor units");
        }
        return amount.longValue();
    }

    private static String text(JsonNode request, String name) {
        String text = request.path(name).stringValue("");
        if (!isPlainText(text)) {
            throw new BadRequestException(name + " must be 1 to 255 printable ASCII characters");
        }
        return text;
    }

    private static String currency(JsonNode request) {
        try {
            return Currency.getInstance(request.path("currency").stringValue(""))
                    .getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("currency must be an ISO 4217 code");
        }
    }

    @JsonPropertyOrder({
        "id",
        "key",
        "reference",
        "status",
        "amount",
        "captured",
        "currency",
        "fee",
        "declineCode",
        "createdAt"
    })
    private record ChargeView(
            String id,
            String key,
            String reference,
            String status,
            long amount,
            long captured,
            String currency,
            long fee,
            @Nullable String declineCode,
            String createdAt) {}

    @JsonPropertyOrder({"id", "key", "charge", "status", "amount", "currency", "createdAt"})
    private record RefundView(
            String id, String key, String charge, String status, long amount, String currency, String createdAt) {}
}

package io.finops.payments.web;

import java.util.Locale;

/** The stable problem types; {@code docs/errors.md} describes each. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    INVALID_FIELD(400, "A field is invalid"),
    IDEMPOTENCY_KEY_MISSING(400, "The Idempotency-Key header is missing"),
    IDEMPOTENCY_KEY_MALFORMED(400, "The Idempotency-Key header is malformed"),
    UNAUTHORIZED(401, "No valid API key"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Only application/json is spoken here"),
    REQUEST_TIMEOUT(408, "The request did not arrive in time"),
    REQUEST_IN_FLIGHT(409, "The first request with this key is still being worked on"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Only application/json is accepted"),
    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request"),
    CURRENCY_NOT_ACCEPTED(422, "The currency is not accepted"),
    CARD_NUMBER_REFUSED(422, "Card numbers are not accepted"),
    PAYMENT_NOT_REFUNDABLE(422, "The payment cannot be refunded"),
    REFUND_EXCEEDS_CAPTURE(422, "The refund exceeds what is left of the captured amount"),
    RATE_LIMITED(429, "Too many requests of this merchant"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    GATEWAY_UNAVAILABLE(503, "The card gateway is unavailable"),
    OVERLOADED(503, "Too much is being worked on"),
    LEDGER_UNAVAILABLE(503, "The ledger is unavailable");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String uri() {
        return "urn:problem-type:payments:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

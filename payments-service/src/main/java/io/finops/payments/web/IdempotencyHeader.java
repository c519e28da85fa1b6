package io.finops.payments.web;

import io.finops.payments.card.CardNumbers;
import io.finops.payments.idempotency.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The Idempotency-Key header and the answers that it leads to. */
public final class IdempotencyHeader {
    public static final String NAME = "Idempotency-Key";
    public static final String REPLAYED = "Idempotency-Replayed";

    private IdempotencyHeader() {}

    public static IdempotencyKey of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(NAME));
        if (headers.isEmpty()) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_MISSING,
                    "Send a fresh key with every new request, and the same to repeat it.");
        }
        if (headers.stream().anyMatch(CardNumbers::in)) {
            throw new ProblemException(
                    ProblemType.CARD_NUMBER_REFUSED, "A key is kept: never put a card number into it.");
        }
        return (headers.size() == 1 ? IdempotencyKey.parse(headers.get(0)) : Optional.<IdempotencyKey>empty())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_MALFORMED,
                        "A key is 1 to 255 visible ASCII characters, bare or as a quoted string, sent once."));
    }

    public static ProblemException inFlight() {
        return ProblemException.later(
                Problem.of(ProblemType.REQUEST_IN_FLIGHT, "Repeat the request in a moment to get its answer."), 1);
    }

    public static ProblemException reused() {
        return new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED, "A key stands for one request: send a fresh key with a new one.");
    }
}

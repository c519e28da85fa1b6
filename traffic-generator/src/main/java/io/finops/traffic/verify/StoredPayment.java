package io.finops.traffic.verify;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A payment as the service shows it. */
record StoredPayment(String id, String status, long amount, String currency) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FINAL = Set.of("approved", "declined", "rejected");

    /** @throws IllegalArgumentException when it is not a payment */
    static StoredPayment parse(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return new StoredPayment(
                    node.path("id").asString(""),
                    node.path("status").asString(""),
                    node.path("amount").asLong(-1),
                    node.path("currency").asString(""));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a payment", e);
        }
    }

    /** Whether certainly nothing was charged, so that its key may begin another attempt. */
    boolean failed() {
        return status.equals("failed");
    }

    /** Whether it can have become this after it was acknowledged with a state. */
    boolean follows(String acknowledged) {
        return !FINAL.contains(acknowledged) || status.equals(acknowledged);
    }
}

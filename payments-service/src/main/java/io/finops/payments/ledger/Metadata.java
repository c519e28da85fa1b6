package io.finops.payments.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A payment's metadata as the database keeps it: a JSON object of texts, or nothing. */
final class Metadata {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Metadata() {}

    static @Nullable String write(Map<String, String> metadata) {
        return metadata.isEmpty() ? null : JSON.writeValueAsString(metadata);
    }

    static Map<String, String> read(@Nullable String stored) {
        return stored == null ? Map.of() : JSON.readValue(stored, TEXTS);
    }
}

package io.finops.alertaudit;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /alerts} asks for: {@code alertname}, {@code status}, {@code receiver}, {@code since}, {@code until}, {@code limit}.
 *
 * @param since received then or later
 * @param until received before then
 */
record AlertQuery(
        @Nullable String alertname,
        @Nullable String status,
        @Nullable String receiver,
        Instant since,
        Instant until,
        int limit)
        implements Predicate<AuditEntry> {
    static final int MOST = 10_000;

    private static final Set<String> NAMES = Set.of("alertname", "status", "receiver", "since", "until", "limit");

    /** @throws IllegalArgumentException with a line for the caller if a parameter is unknown or has no sense */
    static AlertQuery parse(URI uri) {
        Map<String, String> given = QueryString.parse(uri);
        for (String name : given.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown parameter " + name);
            }
        }
        String status = given.get("status");
        if (status != null && !status.equals("firing") && !status.equals("resolved")) {
            throw new IllegalArgumentException("status must be firing or resolved");
        }
        return new AlertQuery(
                given.get("alertname"),
                status,
                given.get("receiver"),
                instant("since", given.getOrDefault("since", "1970-01-01T00:00:00Z")),
                instant("until", given.getOrDefault("until", "9999-12-31T23:59:59Z")),
                limit(given.getOrDefault("limit", Integer.toString(MOST))));
    }

    @Override
    public boolean test(AuditEntry entry) {
        return (alertname == null || alertname.equals(entry.alertname()))
                && (status == null || status.equals(entry.status()))
                && (receiver == null || receiver.equals(entry.receiver()))
                && entry.receivedAt().isBefore(until);
    }

    private static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " must be an RFC 3339 time such as 2026-11-20T12:00:00Z", e);
        }
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered below, as every other number that is out of range.
        }
        throw new IllegalArgumentException("limit must be between 1 and " + MOST);
    }
}

package io.finops.alertaudit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One notification as Alertmanager posts it (webhook payload, version 4).
 *
 * <p>The payload carries no identifier, and a retry repeats it byte for byte: the digest of the body is therefore what
 * tells a retry from a new notification.
 *
 * @param digest SHA-256 of the body, hexadecimal
 * @param truncatedAlerts how many alerts Alertmanager left out of this notification
 */
record AlertNotification(String digest, String receiver, String groupKey, int truncatedAlerts, List<Alert> alerts) {

    /** An alert within a notification; {@code endsAt} is null while it fires. */
    record Alert(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            @Nullable Instant endsAt,
            String fingerprint) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    AlertNotification {
        alerts = List.copyOf(alerts);
    }

    /** @throws MalformedNotificationException if the body is not a notification, with the reason in one line */
    static AlertNotification parse(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new MalformedNotificationException("the body is not JSON: " + e.getOriginalMessage());
        }
        if (!root.isObject() || !root.path("alerts").isArray()) {
            throw new MalformedNotificationException("the body is not an Alertmanager notification: no alerts array");
        }
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode alert : root.path("alerts")) {
            alerts.add(parseAlert(alert));
        }
        return new AlertNotification(
                sha256(body),
                receiver(root.path("receiver").asString("")),
                root.path("groupKey").asString(""),
                root.path("truncatedAlerts").asInt(0),
                alerts);
    }

    /** Without the namespace and the object's name that the Prometheus operator puts before it: who reads the trail knows our own names. */
    private static String receiver(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Alert parseAlert(JsonNode alert) {
        String status = alert.path("status").asString("");
        if (!status.equals("firing") && !status.equals("resolved")) {
            throw new MalformedNotificationException("an alert's status is neither firing nor resolved");
        }
        Map<String, String> labels = strings(alert.path("labels"));
        if (labels.getOrDefault("alertname", "").isEmpty()) {
            throw new MalformedNotificationException("an alert has no alertname");
        }
        Instant startsAt = instant(alert, "startsAt");
        if (startsAt == null) {
            throw new MalformedNotificationException("an alert has no startsAt");
        }
        return new Alert(
                status,
                labels,
                strings(alert.path("annotations")),
                startsAt,
                status.equals("resolved") ? instant(alert, "endsAt") : null,
                alert.path("fingerprint").asString(""));
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asString("")));
        return strings;
    }

    private static @Nullable Instant instant(JsonNode alert, String field) {
        String text = alert.path(field).asString("");
        if (text.isEmpty() || text.startsWith("0001-")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new MalformedNotificationException("an alert's " + field + " is not an RFC 3339 time");
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

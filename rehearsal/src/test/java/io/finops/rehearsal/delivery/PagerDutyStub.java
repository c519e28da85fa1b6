package io.finops.rehearsal.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Events API v2. Its fields, errors and limits: developer.pagerduty.com, "Send an alert event". */
final class PagerDutyStub extends ChannelStub {
    static final String KEY = "0123456789abcdef0123456789abcdef";
    static final int LONGEST_SUMMARY = 1024;
    static final int MOST_BYTES = 512_000;

    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    @Override
    Answer judge(String path, JsonNode body, int bytes) {
        if (!path.equals("/v2/enqueue")) {
            return text(404, "Not Found");
        }
        if (bytes > MOST_BYTES) {
            return json(413, Map.of("status", "Payload Too Large"));
        }
        JsonNode payload = body.path("payload");
        String action = body.path("event_action").asString("");
        if (body.path("routing_key").asString("").length() != 32) {
            return invalid("Length of 'routing_key' is incorrect (should be 32 characters)");
        }
        if (!body.path("routing_key").asString("").equals(KEY)) {
            return invalid("Invalid routing key");
        }
        if (!Set.of("trigger", "acknowledge", "resolve").contains(action)) {
            return invalid("'event_action' is not one of: trigger, acknowledge, resolve");
        }
        if (body.path("dedup_key").asString("").length() > 255) {
            return invalid("'dedup_key' is too long (maximum is 255 characters)");
        }
        if (action.equals("trigger")) {
            String summary = payload.path("summary").asString("");
            if (summary.isBlank() || payload.path("source").asString("").isBlank()) {
                return invalid("'payload.summary' or 'payload.source' is missing or blank");
            }
            if (summary.length() > LONGEST_SUMMARY) {
                return invalid("'payload.summary' is too long (maximum is 1024 characters)");
            }
            if (!SEVERITIES.contains(payload.path("severity").asString(""))) {
                return invalid(
                        "'payload.severity' is invalid (must be one of the following: critical, warning, error or info)");
            }
            for (JsonNode link : body.path("links")) {
                if (!link.path("href").asString("").matches("https?://\\S+|file:///\\S+")) {
                    return invalid("'links' has an invalid 'href'");
                }
            }
        }
        return json(
                202,
                Map.of(
                        "status", "success",
                        "message", "Event processed",
                        "dedup_key", body.path("dedup_key").asString("")));
    }

    @Override
    boolean isAbout(String service, JsonNode body) {
        return body.path("payload").path("component").asString("").equals(service);
    }

    static Answer invalid(String error) {
        return json(
                400, Map.of("status", "invalid event", "message", "Event object is invalid", "errors", List.of(error)));
    }

    static Answer tooMany() {
        return json(
                429,
                Map.of(
                        "status",
                        "throttle exceeded",
                        "message",
                        "Requests for this service are arriving too quickly."));
    }
}

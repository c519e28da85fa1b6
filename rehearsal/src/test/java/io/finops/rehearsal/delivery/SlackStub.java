package io.finops.rehearsal.delivery;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An incoming webhook. Its errors and limits: docs.slack.dev, "Sending messages using incoming webhooks" and "Truncating really long messages". */
final class SlackStub extends ChannelStub {
    static final String PATH = "/services/T0/B0/stub";
    static final int LONGEST = 40_000;

    /** What Slack takes for a link, a channel, a person or a group. */
    static final Pattern CONTROL_SEQUENCE = Pattern.compile("<([^>]*)>");

    @Override
    Answer judge(String path, JsonNode body, int bytes) {
        if (!path.equals(PATH)) {
            return text(404, "no_service");
        }
        if (!body.isObject()) {
            return text(400, "invalid_payload");
        }
        JsonNode attachments = body.path("attachments");
        if (body.path("text").asString("").isEmpty() && attachments.isEmpty()) {
            return text(400, "no_text");
        }
        if (attachments.size() > 100) {
            return text(400, "too_many_attachments");
        }
        for (JsonNode attachment : attachments) {
            if (attachment.path("fallback").asString("").isEmpty()
                    && attachment.path("text").asString("").isEmpty()) {
                return text(400, "no_text");
            }
            if (attachment.path("text").asString("").length() > LONGEST) {
                return text(400, "msg_too_long");
            }
        }
        return text(200, "ok");
    }

    @Override
    boolean isAbout(String service, JsonNode body) {
        return body.path("attachments").path(0).path("title").asString("").contains(service);
    }

    static Answer tooMany(int seconds) {
        return new Answer(429, "text/html", "rate_limited", Map.of("Retry-After", String.valueOf(seconds)));
    }
}

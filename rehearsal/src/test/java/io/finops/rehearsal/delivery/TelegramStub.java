package io.finops.rehearsal.delivery;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The Bot API's {@code sendMessage}. Its errors and limits: core.telegram.org/bots/api. */
final class TelegramStub extends ChannelStub {
    static final String TOKEN = "123456:AAE-stub_token";
    static final String CHAT = "-1001234567890";
    static final int LONGEST = 4096;

    /** A {@code <} that begins no known tag, or an {@code &} that begins no known entity. */
    private static final Pattern BROKEN_HTML =
            Pattern.compile("<(?!/?(?:b|i|u|s|a|code|pre|em|strong|blockquote)\\b)|&(?!lt;|gt;|amp;|quot;|#\\d+;)");

    @Override
    Answer judge(String path, JsonNode body, int bytes) {
        if (!path.equals("/bot" + TOKEN + "/sendMessage")) {
            return error(path.contains("/bot") ? 401 : 404, path.contains("/bot") ? "Unauthorized" : "Not Found");
        }
        String text = body.path("text").asString("");
        if (!body.path("chat_id").asString("").equals(CHAT)) {
            return error(400, "Bad Request: chat not found");
        }
        if (text.isBlank()) {
            return error(400, "Bad Request: message text is empty");
        }
        // In UTF-16 units, the strictest of the ways in which it has been seen to count.
        if (text.length() > LONGEST) {
            return error(400, "Bad Request: message is too long");
        }
        if (body.path("parse_mode").asString("").equals("HTML")
                && BROKEN_HTML.matcher(text).find()) {
            return error(400, "Bad Request: can't parse entities: Unsupported start tag");
        }
        return json(
                200,
                Map.of(
                        "ok",
                        true,
                        "result",
                        Map.of(
                                "message_id",
                                1,
                                "date",
                                1795219200,
                                "chat",
                                Map.of("id", Long.parseLong(CHAT), "type", "supergroup"),
                                "text",
                                text)));
    }

    @Override
    boolean isAbout(String service, JsonNode body) {
        return body.path("text").asString("").contains(service);
    }

    static Answer tooMany(int seconds) {
        return json(
                429,
                Map.of(
                        "ok",
                        false,
                        "error_code",
                        429,
                        "description",
                        "Too Many Requests: retry after " + seconds,
                        "parameters",
                        Map.of("retry_after", seconds)));
    }

    static Answer error(int code, String description) {
        return json(code, Map.of("ok", false, "error_code", code, "description", description));
    }
}

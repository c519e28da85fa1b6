package io.finops.report.source;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What alert-audit has on record. Thread-safe. */
public final class AuditTrail {
    /** The receiver that is told of everything, and of each thing once. */
    public static final String TRAIL = "audit";

    private final HttpSource http;
    private final @Nullable Path tokenFile;

    /**
     * An alert of one notification.
     *
     * @param startsAt when Prometheus says that it began to fire
     * @param firing false for the notification of its end
     * @param receiver whom Alertmanager told; {@link #TRAIL} is the trail's own route
     * @param channels the channels that this receiver had
     * @param notification the same for all alerts that came at once
     */
    public record Entry(
            Instant receivedAt,
            Instant startsAt,
            Instant endsAt,
            String alert,
            boolean firing,
            String severity,
            String fingerprint,
            String summary,
            String receiver,
            List<String> channels,
            String notification) {}

    /**
     * The newest entries, oldest first.
     *
     * @param complete false when there were more than the audit gives at once
     */
    public record Answer(List<Entry> entries, boolean complete) {}

    /**
     * At an address.
     *
     * @param tokenFile null for whoever may not read it
     * @throws SourceException if that is none
     */
    public AuditTrail(String url, @Nullable Path tokenFile) {
        this.http = new HttpSource("alert-audit", url);
        this.tokenFile = tokenFile;
    }

    /**
     * What was received in a period.
     *
     * @throws SourceException if the audit does not answer, or refuses the token
     */
    public Answer between(Instant from, Instant to) {
        JsonNode answer = http.get(
                "/alerts?since=" + encoded(from) + "&until=" + encoded(to),
                Map.of("Authorization", "Bearer " + token()));
        if (!answer.path("alerts").isArray()) {
            throw new SourceException("alert-audit at " + http.base() + " does not answer with alerts: "
                    + answer.path("detail").asString("it does not say why"));
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode alert : answer.path("alerts")) {
            Instant received = time(alert, "receivedAt");
            if (!received.isBefore(from)) {
                entries.add(entry(alert, received));
            }
        }
        return new Answer(List.copyOf(entries), !answer.path("truncated").asBoolean(false));
    }

    private static Entry entry(JsonNode alert, Instant received) {
        List<String> channels = new ArrayList<>();
        alert.path("channels").forEach(channel -> channels.add(channel.asString("")));
        return new Entry(
                received,
                time(alert, "startsAt"),
                alert.path("endsAt").isString() ? time(alert, "endsAt") : received,
                alert.path("alertname").asString(""),
                alert.path("status").asString("").equals("firing"),
                alert.path("severity").asString(""),
                alert.path("fingerprint").asString(""),
                alert.path("annotations").path("summary").asString(""),
                alert.path("receiver").asString(""),
                List.copyOf(channels),
                alert.path("notification").asString(""));
    }

    private String token() {
        if (tokenFile == null) {
            throw new SourceException("incidents are not read here: --audit-token-file names no token");
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new SourceException("cannot read the audit's token from " + tokenFile, e);
        }
    }

    private static Instant time(JsonNode alert, String field) {
        return Instant.parse(alert.path(field).asString("1970-01-01T00:00:00Z"));
    }

    private static String encoded(Instant time) {
        return URLEncoder.encode(time.toString(), StandardCharsets.UTF_8);
    }
}

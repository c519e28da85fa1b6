package io.finops.report.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An incoming webhook, which takes text and no file: the lines at the top, and where the file is. */
final class Slack implements Channel {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI webhook;
    private final String link;

    /** @param link where readers find the file; may be empty */
    Slack(URI webhook, String link) {
        this.webhook = webhook;
        this.link = link;
    }

    @Override
    public void send(Letter letter) {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(Map.of("text", text(letter)))))
                .build();
        try {
            int status = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new DeliveryException("Slack answers " + status);
            }
        } catch (IOException e) {
            throw new DeliveryException("Slack does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("interrupted", e);
        }
    }

    private String text(Letter letter) {
        return "*" + escaped(letter.title()) + "*\n"
                + lines(":red_circle: ", letter.urgent())
                + lines("• ", letter.others())
                + (link.isEmpty() ? "" : escaped(link));
    }

    private static String lines(String mark, List<String> lines) {
        return lines.stream().map(line -> mark + escaped(line) + "\n").collect(Collectors.joining());
    }

    /** Slack's three control characters. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return "Slack";
    }
}

package io.finops.localstack.http;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Short requests to a component of our own. Thread-safe. */
public final class HttpJson {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /** What came back; {@code body} as text. */
    public record Answer(int status, String body) {
        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (JacksonException e) {
                throw new StackException("not JSON: " + body, e);
            }
        }
    }

    /** A GET that must answer 200. */
    public JsonNode get(String url, Map<String, String> headers) {
        Answer answer = send("GET", url, "", headers);
        if (answer.status() != 200) {
            throw new StackException(url + " answers " + answer.status());
        }
        return answer.json();
    }

    /** Any request with a JSON body, an empty one for none; whatever the status is. */
    public Answer send(String method, String url, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT);
        headers.forEach(request::header);
        if (body.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new StackException(url + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }
}

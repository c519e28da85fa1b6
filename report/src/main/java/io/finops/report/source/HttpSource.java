package io.finops.report.source;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GET requests that answer with JSON. Thread-safe. */
final class HttpSource {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final String name;
    private final String base;

    /**
     * Of one server.
     *
     * @param name what a person calls it
     * @param base its address, as {@code http://127.0.0.1:9090}
     * @throws SourceException if that is no address
     */
    HttpSource(String name, String base) {
        this.name = name;
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        try {
            URI uri = URI.create(this.base);
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
                throw new SourceException(name + " has no address of the form http://HOST:PORT: " + base);
            }
        } catch (IllegalArgumentException e) {
            throw new SourceException(name + " has no address of the form http://HOST:PORT: " + base, e);
        }
    }

    /** The answer, whatever its status, if it is JSON. */
    JsonNode get(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401 || response.statusCode() == 403) {
                throw new SourceException(name + " at " + base + " refuses the token");
            }
            return JsonMapper.shared().readTree(response.body());
        } catch (IOException e) {
            throw new SourceException(name + " at " + base + " does not answer", e);
        } catch (JacksonException e) {
            throw new SourceException("what answers at " + base + " is not " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("interrupted", e);
        }
    }

    String base() {
        return base;
    }
}

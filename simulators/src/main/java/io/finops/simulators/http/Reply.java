package io.finops.simulators.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Answers of the parts that are not AWS. */
public final class Reply {
    private static final CharSequence SIMULATED = HttpHeaders.createOptimized("X-Simulated");
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Reply() {}

    public static void json(HttpServerRequest request, int status, Object value) {
        json(request, status, Buffer.buffer(MAPPER.writeValueAsBytes(value)));
    }

    /** Nothing happens where the client has gone. */
    public static void json(HttpServerRequest request, int status, Buffer body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .putHeader(SIMULATED, TRUE)
                .end(body);
    }

    public static void csv(HttpServerRequest request, String body) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                    .putHeader(SIMULATED, TRUE)
                    .end(body);
        }
    }

    public static void problem(HttpServerRequest request, int status, String code, String message) {
        json(request, status, new ProblemBody(new Problem(code, message)));
    }

    record Problem(String code, String message) {}

    record ProblemBody(Problem error) {}
}

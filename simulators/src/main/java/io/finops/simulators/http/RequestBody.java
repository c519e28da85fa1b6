package io.finops.simulators.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a whole request body, up to a limit. */
public final class RequestBody {
    private RequestBody() {}

    /** Calls back with the body, or answers 413 and closes the connection where it is longer than {@code limit}. */
    public static void read(HttpServerRequest request, int limit, Consumer<Buffer> whole) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= limit) {
                body.appendBuffer(chunk);
            } else if (!request.response().ended()) {
                request.handler(more -> {});
                request.response().putHeader("Connection", "close");
                Reply.problem(request, 413, "too_large", "the body is longer than " + limit + " bytes");
            }
        });
        request.endHandler(end -> {
            if (!request.response().ended()) {
                whole.accept(body);
            }
        });
    }
}

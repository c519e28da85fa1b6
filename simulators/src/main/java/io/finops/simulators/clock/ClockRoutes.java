package io.finops.simulators.clock;

import io.finops.simulators.http.Reply;
import io.finops.simulators.http.RequestBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /clock}: read, set or advance, and back to real time. */
public final class ClockRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ClockRoutes.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String ACCEPTED =
            "the body must be {\"now\": \"2026-11-20T00:00:00Z\"} or {\"advance\": \"PT6H\"}";

    private final SettableClock clock;

    public ClockRoutes(SettableClock clock) {
        this.clock = clock;
    }

    public void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET)) {
            reply(request);
        } else if (request.method().equals(HttpMethod.DELETE)) {
            clock.reset();
            LOG.info("the simulated clock is back at real time");
            reply(request);
        } else if (request.method().equals(HttpMethod.PUT)) {
            RequestBody.read(request, 1024, body -> put(request, body));
        } else {
            Reply.problem(request, 405, "method_not_allowed", "/clock takes GET, PUT and DELETE");
        }
    }

    private void put(HttpServerRequest request, Buffer body) {
        try {
            JsonNode json = MAPPER.readTree(body.getBytes());
            if (json.path("now").isString() && json.size() == 1) {
                clock.set(within(Instant.parse(json.path("now").stringValue())));
            } else if (json.path("advance").isString() && json.size() == 1) {
                Duration by = Duration.parse(json.path("advance").stringValue());
                clock.set(within(clock.now().plus(by)));
            } else {
                Reply.problem(request, 400, "bad_clock", ACCEPTED);
                return;
            }
            LOG.info("the simulated clock stands at {}", clock.now());
            reply(request);
        } catch (JacksonException | DateTimeException | ArithmeticException e) {
            Reply.problem(request, 400, "bad_clock", ACCEPTED);
        }
    }

    /** The bill's growth is made for these years. */
    private static Instant within(Instant instant) {
        if (instant.isBefore(Instant.parse("2020-01-01T00:00:00Z"))
                || instant.isAfter(Instant.parse("2040-01-01T00:00:00Z"))) {
            throw new DateTimeException("out of range");
        }
        return instant;
    }

    private void reply(HttpServerRequest request) {
        Reply.json(request, 200, Map.of("now", clock.now().toString(), "set", clock.isSet(), "simulated", true));
    }
}

package io.finops.costexporter.simulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers GetCostAndUsage with those days of a recorded answer that are asked for. */
final class RecordedCostExplorer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode recorded;
    private final HttpServer server;

    RecordedCostExplorer(String resource) {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(resource))) {
            recorded = (ObjectNode) JSON.readTree(in);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode period = JSON.readTree(exchange.getRequestBody()).get("TimePeriod");
        String start = period.get("Start").stringValue();
        String end = period.get("End").stringValue();
        ObjectNode answer = recorded.deepCopy();
        ArrayNode days = answer.putArray("ResultsByTime");
        recorded.get("ResultsByTime").forEach(day -> {
            String date = day.at("/TimePeriod/Start").stringValue();
            if (date.compareTo(start) >= 0 && date.compareTo(end) < 0) {
                days.add(day);
            }
        });
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

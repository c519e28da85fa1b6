package io.finops.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Prometheus that answers queries by what they contain, and an audit with a fixed trail. */
public final class StubServers implements AutoCloseable {
    public static final String TOKEN = "a-token";

    private final HttpServer server;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, Map<String, double[]>> courses = new LinkedHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private String trail = "{\"alerts\":[],\"truncated\":false}";

    public StubServers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * What a query answers that contains a text; of several that fit, what was said first.
     *
     * @param labels {@code a=b,c=d}
     */
    public StubServers answer(String text, String labels, double value) {
        answers.merge(text, series(labels, value), (one, other) -> one + "," + other);
        return this;
    }

    /** What a range query answers that contains a text: these values, one a step from its start. */
    public StubServers course(String text, String labels, double... values) {
        courses.computeIfAbsent(text, key -> new LinkedHashMap<>()).put(labels, values);
        return this;
    }

    /** Twenty settled days from 2026-10-19 on, of a bill that costs 700 a day and 0.02 a payment; of the latter is the service Queue. */
    public StubServers settledDays() {
        LocalDate first = LocalDate.of(2026, 10, 19);
        double[] starts = new double[20];
        double[] queue = new double[starts.length];
        for (int day = 0; day < starts.length; day++) {
            double payments = 20_000 + 300 * (day * day % 13);
            String start = "period_start=" + first.plusDays(day);
            answer("cloud_bill_daily_amount", start, 700 + 0.02 * payments);
            answer("ledger_day_transactions", start, payments);
            starts[day] = first.plusDays(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
            queue[day] = 0.02 * payments;
        }
        return course("cloud_cost_settled_day_start", "", starts)
                .course("sum by (cost_service)", "cost_service=Queue", queue)
                .answer("gateway_fees", "", 0.4)
                .answer("finops:revenue_usd:rate1d", "", 1);
    }

    public void trail(String json) {
        trail = json;
    }

    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String series(String labels, double value) {
        return "{\"metric\":{" + metric(labels) + "},\"value\":[0,\"" + value + "\"]}";
    }

    private static String metric(String labels) {
        return labels.isEmpty()
                ? ""
                : List.of(labels.split(",", -1)).stream()
                        .map(label -> "\"" + label.replace("=", "\":\"") + "\"")
                        .collect(Collectors.joining(","));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            switch (path) {
                case "/api/v1/query" -> respond(exchange, 200, result(promql(query)));
                case "/api/v1/query_range" -> respond(exchange, 200, range(promql(query), query));
                case "/alerts" ->
                    respond(
                            exchange,
                            ("Bearer " + TOKEN)
                                            .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                                    ? 200
                                    : 401,
                            trail);
                default -> respond(exchange, 404, "{}");
            }
        }
    }

    private String promql(String query) {
        String text = URLDecoder.decode(query.replaceFirst(".*query=", ""), StandardCharsets.UTF_8);
        asked.add(text);
        return text;
    }

    private String result(String promql) {
        String series = answers.entrySet().stream()
                .filter(answer -> promql.contains(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return "{\"status\":\"success\",\"data\":{\"result\":[" + series + "]}}";
    }

    private String range(String promql, String query) {
        return courses.entrySet().stream()
                .filter(course -> promql.contains(course.getKey()))
                .map(course -> course.getValue().entrySet().stream()
                        .map(series -> "{\"metric\":{" + metric(series.getKey()) + "},\"values\":["
                                + points(query, series.getValue().length, i -> "\"" + series.getValue()[i] + "\"")
                                + "]}")
                        .collect(Collectors.joining(",", "{\"status\":\"success\",\"data\":{\"result\":[", "]}}")))
                .findFirst()
                .orElseGet(() -> ranged(result(promql), query));
    }

    /** The same value all along. */
    private static String ranged(String instant, String query) {
        return instant.replaceAll("\"value\":\\[0,(\"[^\"]+\")]", "\"values\":[" + points(query, 20, i -> "$1") + "]");
    }

    private static String points(String query, int count, IntFunction<String> value) {
        long start = Long.parseLong(query.replaceFirst(".*start=(\\d+).*", "$1"));
        long step = Long.parseLong(query.replaceFirst(".*step=(\\d+).*", "$1"));
        return IntStream.range(0, count)
                .mapToObj(i -> "[" + (start + i * step) + "," + value.apply(i) + "]")
                .collect(Collectors.joining(","));
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.ledger.LedgerAudit;
import io.finops.payments.support.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Thousands of requests made from the served OpenAPI document: each answer is a documented one, and none is our fault. */
class OpenApiFuzzTest extends ServiceTest {
    /** More by hand: {@code -Dfuzz.requests=20000}. */
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 5_000);

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void documentsEveryOperationWithItsProblems() {
        JsonNode document = document();

        assertThat(document.path("openapi").stringValue()).startsWith("3.");
        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder("/payments", "/payments/{id}", "/payments/{id}/refunds", "/refunds/{id}");
        JsonNode create = document.path("paths").path("/payments").path("post");
        assertThat(create.path("responses").propertyNames())
                .contains("201", "202", "400", "401", "403", "409", "413", "415", "422", "500", "503");
        assertThat(create.path("parameters").toString()).contains("Idempotency-Key");
        assertThat(document.path("components")
                        .path("schemas")
                        .path("PaymentRequest")
                        .path("required"))
                .hasSize(3);
    }

    @Test
    void answersEveryGeneratedRequestAsDocumented() {
        List<Operation> operations = operations(document());
        List<String> known = List.of(existing("pm_ok_fuzz"), existing("pm_decline_fuzz"));
        Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
        Set<String> failures = ConcurrentHashMap.newKeySet();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        long before = payments();

        IntStream.range(0, REQUESTS).parallel().forEach(number -> {
            SplittableRandom random = new SplittableRandom(number);
            Operation operation = operations.get(random.nextInt(operations.size()));
            HttpResponse<String> answer = send(new RequestFuzzer(random, known).request(operation, port));
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            String problem = check(operation, answer, acknowledged);
            if (!problem.isEmpty()) {
                failures.add("request " + number + " of " + operation.name() + ": " + problem);
            }
        });

        System.out.println("fuzzed " + REQUESTS + " requests: " + new TreeMap<>(statuses));
        assertThat(failures).isEmpty();
        assertThat(statuses).containsKeys(200, 201, 400, 401, 404, 413, 415, 422);
        assertThat(payments() - before).isEqualTo(acknowledged.size());
        assertThat(new LedgerAudit(jdbc).all()).isEmpty();
    }

    private static String check(Operation operation, HttpResponse<String> answer, Set<String> acknowledged) {
        int status = answer.statusCode();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (status >= 500) {
            return "answered " + status + " " + answer.body();
        }
        if (!operation.statuses().contains(status)) {
            return status + " is not documented";
        }
        if (status >= 400
                && !(type.equals("application/problem+json") && answer.body().contains("urn:problem-type:"))) {
            return status + " is no problem detail but " + type + " " + answer.body();
        }
        if (operation.name().equals("createPayment") && (status == 201 || status == 202)) {
            acknowledged.add(JSON.readTree(answer.body()).path("id").stringValue());
        }
        return "";
    }

    private JsonNode document() {
        return JSON.readTree(get("/v3/api-docs").body());
    }

    private static List<Operation> operations(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    String schema = operation
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema")
                            .path("$ref")
                            .asString("");
                    operations.add(new Operation(
                            operation.path("operationId").stringValue(),
                            method.toUpperCase(java.util.Locale.ROOT),
                            path,
                            document.path("components")
                                    .path("schemas")
                                    .path(schema.substring(schema.lastIndexOf('/') + 1)),
                            operation.path("responses").propertyNames().stream()
                                    .map(Integer::valueOf)
                                    .collect(Collectors.toSet())));
                }));
        return operations;
    }

    private String existing(String method) {
        return pay(order(5_000, method))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .substring("/payments/".length());
    }

    private long payments() {
        return jdbc.sql("select count(*) from payment").query(Long.class).single();
    }

    /** What the document says of one operation. */
    record Operation(String name, String method, String path, JsonNode bodySchema, Set<Integer> statuses) {}

    /** Makes one request: mostly valid, with something wrong in most of them. */
    record RequestFuzzer(SplittableRandom random, List<String> knownIds) {
        private static final List<String> NASTY = List.of(
                "null",
                "0",
                "-1",
                "1.5",
                "1e400",
                "99999999999999999999",
                "9223372036854775807",
                "true",
                "[]",
                "{}",
                "\"\"",
                "\" \"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"日本\"",
                "\"4111 1111 1111 1111\"",
                "\"'; drop table payment; --\"",
                "\"1999\"",
                "\"%s\"".formatted("x".repeat(600)));

        private static final List<String> PARAMETERS = List.of(
                "limit=1",
                "limit=0",
                "limit=1e9",
                "limit=",
                "after=pay_01jd5k0v3m8x2q7r4t6w9y1z3b",
                "after=re_01jd5k0v3m8x2q7r4t6w9y1z3b",
                "after=%00",
                "status=approved",
                "status=APPROVED",
                "createdFrom=2026-11-21T00:00:00Z",
                "createdFrom=-999999999-01-01T00:00:00Z",
                "createdTo=%2B999999999-01-01T00:00:00Z",
                "createdTo=yesterday",
                "idempotencyKey=reused-1",
                "idempotencyKey=%E6%97%A5",
                "idempotencyKey=%00",
                "merchantReference=order-17",
                "merchantReference=%00",
                "unknown=1");

        HttpRequest.Builder request(Operation operation, int port) {
            HttpRequest.Builder request = HttpRequest.newBuilder(java.net.URI.create(
                    "http://127.0.0.1:" + port + operation.path().replace("{id}", id()) + query(operation)));
            if (random.nextInt(20) != 0) {
                request.header("Authorization", "Bearer " + KEY);
            } else if (random.nextBoolean()) {
                request.header(
                        "Authorization", pick(List.of("Bearer ", "Basic eDp5", "Bearer " + SUSPENDED_KEY, "fo_x")));
            }
            if (random.nextInt(30) == 0) {
                request.header("Accept", pick(List.of("text/html", "application/xml", "*/*")));
            }
            if (operation.method().equals("GET")) {
                return request.GET();
            }
            if (random.nextInt(15) != 0) {
                request.header("Idempotency-Key", key());
            }
            if (random.nextInt(15) != 0) {
                request.header("Content-Type", "application/json");
            } else if (random.nextBoolean()) {
                request.header("Content-Type", pick(List.of("text/plain", "application/xml", "nonsense")));
            }
            return request.method(operation.method(), body(operation.bodySchema()));
        }

        private String query(Operation operation) {
            if (!operation.method().equals("GET") || random.nextBoolean()) {
                return "";
            }
            return "?"
                    + String.join(
                            "&",
                            IntStream.range(0, random.nextInt(1, 4))
                                    .mapToObj(i -> pick(PARAMETERS))
                                    .toList());
        }

        private String id() {
            return random.nextInt(4) == 0
                    ? pick(List.of("pay_x", "0", "%C3%BC", "..%5c", "x".repeat(300), "4111111111111111"))
                    : pick(knownIds);
        }

        private String key() {
            return switch (random.nextInt(10)) {
                case 0 -> pick(List.of("\"unfinished", "a b", "x".repeat(256), "\"\"", "a,b"));
                case 1 -> "reused-" + random.nextInt(20);
                case 2 -> "\"" + random.nextLong() + "\"";
                default -> Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
            };
        }

        private HttpRequest.BodyPublisher body(JsonNode schema) {
            return switch (random.nextInt(12)) {
                case 0 ->
                    HttpRequest.BodyPublishers.ofString(pick(List.of(
                            "",
                            "{",
                            "[]",
                            "null",
                            "\"x\"",
                            "{\"amount\":1}{}",
                            "[".repeat(500),
                            "{\"a\":".repeat(200))));
                case 1 -> HttpRequest.BodyPublishers.ofByteArray(bytes(random.nextInt(1, 40_000)));
                default -> HttpRequest.BodyPublishers.ofString(object(schema), StandardCharsets.UTF_8);
            };
        }

        private String object(JsonNode schema) {
            List<String> members = new ArrayList<>();
            schema.path("properties").forEachEntry((name, property) -> {
                if (random.nextInt(12) != 0) {
                    members.add("\"" + name + "\":" + (random.nextInt(12) == 0 ? pick(NASTY) : valid(name, property)));
                }
            });
            if (random.nextInt(20) == 0) {
                members.add("\"unknown\":" + pick(NASTY));
            }
            return "{" + String.join(",", members) + "}";
        }

        private String valid(String name, JsonNode property) {
            if (property.path("type").stringValue().equals("integer")) {
                return Long.toString(random.nextLong(property.path("minimum").longValue(), 10_000));
            }
            if (name.equals("currency")) {
                return pick(List.of("\"USD\"", "\"JPY\"", "\"KWD\"", "\"XXX\"", "\"SEK\""));
            }
            return property.path("example").toString();
        }

        private byte[] bytes(int length) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }

        private String pick(List<String> values) {
            return values.get(random.nextInt(values.size()));
        }
    }
}

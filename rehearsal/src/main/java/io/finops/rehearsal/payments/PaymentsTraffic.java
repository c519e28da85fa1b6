package io.finops.rehearsal.payments;

import io.finops.localstack.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Obedient but rough clients: they send some payments twice at once, repeat everything that was not answered under its
 * key, refund some, and remember what they were told.
 */
final class PaymentsTraffic {
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP", "JPY", "KWD");
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final List<String> urls;
    private final String apiKey;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> idsOfKey = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<Thread> clients = new ArrayList<>();

    PaymentsTraffic(List<String> urls, String apiKey) {
        this.urls = List.copyOf(urls);
        this.apiKey = apiKey;
    }

    void start(int count, long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            SplittableRandom random = seeds.split();
            Thread client = new Thread(() -> live(random), "client-" + i);
            client.setDaemon(true);
            client.start();
            clients.add(client);
        }
    }

    /** No new payments; what has begun is repeated until it is answered. */
    void stop() throws InterruptedException {
        stopping.set(true);
        for (Thread client : clients) {
            client.join();
        }
    }

    /** The payments that a client was told of: their ids, and the state it was told last. */
    Map<String, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Keys under which more than one payment was seen. */
    long keysWithSeveralPayments() {
        return idsOfKey.values().stream().filter(ids -> ids.size() > 1).count();
    }

    /** Answers that no obedient client may get. */
    List<String> unexpectedAnswers() {
        return List.copyOf(unexpected);
    }

    private void live(SplittableRandom random) {
        while (!stopping.get()) {
            int customer = random.nextInt(5_000);
            String key = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
            String body = Json.MAPPER.writeValueAsString(Map.of(
                    "amount",
                    random.nextLong(1, 50_000),
                    "currency",
                    CURRENCIES.get(random.nextInt(CURRENCIES.size())),
                    "paymentMethod",
                    token(customer),
                    "customer",
                    "cus_" + customer,
                    "country",
                    "DE"));
            if (random.nextInt(10) == 0) {
                Thread twin = new Thread(() -> untilAnswered("/payments", key, body));
                twin.start();
                pay(random, key, body);
                join(twin);
            } else {
                pay(random, key, body);
            }
        }
    }

    /** Each customer has one: who tried another every time would be taken for a thief. */
    private static String token(int customer) {
        return "pm_of_cus_" + customer;
    }

    private void pay(SplittableRandom random, String key, String body) {
        JsonNode payment = untilAnswered("/payments", key, body);
        if (payment.path("status").asString("").equals("approved") && random.nextInt(10) == 0) {
            long part = random.nextLong(1, payment.path("captured").longValue() + 1);
            untilAnswered(
                    "/payments/" + payment.path("id").stringValue() + "/refunds",
                    "r" + key,
                    "{\"amount\":" + part + "}");
        }
        if (random.nextInt(10) == 0) {
            // Some ask again although they were answered.
            untilAnswered("/payments", key, body);
        }
    }

    private JsonNode untilAnswered(String path, String key, String body) {
        for (int attempt = 0; ; attempt++) {
            String url = urls.get(Math.floorMod(key.hashCode() + attempt, urls.size()));
            try {
                HttpResponse<String> answer =
                        http.send(request(url + path, key, body), HttpResponse.BodyHandlers.ofString());
                JsonNode told = told(path, key, answer);
                if (answer.statusCode() == 201) {
                    return told;
                }
                if (answer.statusCode() != 202 && answer.statusCode() != 409 && answer.statusCode() < 500) {
                    unexpected.add(answer.statusCode() + " " + told.path("type").asString(""));
                    return told;
                }
            } catch (IOException e) {
                // Killed just now: the same key will tell.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Json.MAPPER.createObjectNode();
            }
            pause(attempt);
        }
    }

    private JsonNode told(String path, String key, HttpResponse<String> answer) {
        try {
            JsonNode body = Json.MAPPER.readTree(answer.body());
            if (answer.statusCode() / 100 == 2 && path.equals("/payments")) {
                String id = body.path("id").stringValue();
                String status = body.path("status").stringValue();
                idsOfKey.computeIfAbsent(key, k -> ConcurrentHashMap.newKeySet())
                        .add(id);
                acknowledged.merge(id, status, (before, now) -> before.equals("pending") ? now : before);
            }
            return body;
        } catch (JacksonException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private HttpRequest request(String url, String key, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + apiKey)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(Math.min(1_000, 50L << Math.min(attempt, 5)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

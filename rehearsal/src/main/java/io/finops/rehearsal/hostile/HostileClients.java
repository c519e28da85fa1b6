package io.finops.rehearsal.hostile;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The attacks. Each ends by itself within seconds. What must not be found in any log afterwards is in everything that is sent.
 *
 * @param secret no part of any request that is well-formed and accepted
 */
record HostileClients(URI api, String apiKey, String secret) {
    private static final int CROWD = 1_500;
    private static final int REGULARS = 16;
    private static final int AT_ONCE = 64;
    private static final Duration HELD = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Every attack by name, in the order in which they are made. */
    Map<String, Attack> attacks() {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put(
                CROWD + " connections with half a header each",
                () -> hold(CROWD, "GET /payments HTTP/1.1\r\nX-" + secret));
        attacks.put(
                "300 payments whose bodies drip in",
                () -> hold(
                        300,
                        head("POST /payments", apiKey) + "Content-Length: 900\r\n\r\n{\"amount\": 1, \"" + secret));
        attacks.put("requests that nobody can read", this::malformed);
        attacks.put(
                "2,000 guesses of an API key", () -> send(2_000, i -> payment("fo_" + secret + i, order("pm_" + i))));
        attacks.put("refused payments", this::refused);
        attacks.put(
                "500 scrapes at once", () -> send(500, i -> request("/metrics").build()));
        attacks.put(
                AT_ONCE * 5 + " payments, " + AT_ONCE + " at once",
                () -> send(AT_ONCE * 5, i -> payment(apiKey, orderOfRegular(i % REGULARS))));
        attacks.put(
                "40 stolen cards",
                () -> send(40, i -> payment(apiKey, order("pm_ok_stolen_" + i).replace("4200", "100"))));
        return attacks;
    }

    /** Sends, and returns how it was answered: the number of answers by status, 0 for none. */
    @FunctionalInterface
    interface Attack {
        Map<Integer, Long> run() throws InterruptedException;
    }

    /** A crowd of people who come back: strangers in such numbers would be taken for card testing, which is another attack. */
    private static String orderOfRegular(int number) {
        return "{\"amount\": 4200, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_crowd_" + number
                + "\", \"customer\": \"cus_crowd_" + number + "\", \"country\": \"DE\"}";
    }

    private static String order(String method) {
        return "{\"amount\": 4200, \"currency\": \"USD\", \"paymentMethod\": \"" + method + "\"}";
    }

    /** Opens connections, says half of something on each, and adds a byte every few seconds. */
    private Map<Integer, Long> hold(int connections, String beginning) throws InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(new InetSocketAddress(api.getHost(), api.getPort()), 2_000);
                write(socket, beginning);
            }
        } catch (IOException e) {
            // No more are let in: that is an answer too.
        }
        long end = System.nanoTime() + HELD.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(2_000);
            sockets.forEach(socket -> write(socket, "x"));
        }
        for (Socket socket : sockets) {
            close(socket);
        }
        return Map.of(0, (long) sockets.size());
    }

    private Map<Integer, Long> malformed() throws InterruptedException {
        List<String> requests = List.of(
                secret + "\r\n\r\n",
                "GET /payments?card=" + secret + "|<> HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /payments/" + secret + "%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /payments/" + secret + "%c0%af HTTP/1.1\r\nHost: a\r\n\r\n",
                "BREW" + secret + " /payments HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /" + secret + " HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /payments HTTP/1.1\r\nHost: " + secret + "<>\r\n\r\n",
                "GET /payments HTTP/1.1\r\nHost: a\r\nAuthorization Bearer " + secret + "\r\n\r\n",
                "GET /payments HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \u0001" + secret + "\r\n\r\n",
                "GET /payments HTTP/1.1\r\nHost: a\r\nCookie: a=\"" + secret + "\r\n\r\n",
                "GET /payments HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + secret + "\r\n\r\n",
                "GET /payments HTTP/1.1\r\nHost: a\r\nContent-Length: " + secret + "\r\n\r\n",
                "GET /payments HTTP/1.1\r\nHost: a\r\ntraceparent: " + secret + "\r\n\r\n",
                "GET http://" + secret + "/payments HTTP/1.1\r\nHost: a\r\n\r\n");
        Map<Integer, Long> answers = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            requests.forEach(request -> answers.merge(raw(request), 1L, Long::sum));
            Thread.sleep(10);
        }
        return answers;
    }

    private Map<Integer, Long> refused() throws InterruptedException {
        List<String> bodies = List.of(
                "{\"" + secret + "\": 1}",
                secret,
                order("card_4111111111111111"),
                "{\"amount\": \"" + secret + "\"}",
                "{\"amount\": 1, \"currency\": \"" + secret + "\", \"paymentMethod\": \"pm\"}",
                "[".repeat(5_000),
                "{\"description\": \"" + "x".repeat(60_000) + "\"}");
        return send(bodies.size() * 20, i -> payment(apiKey, bodies.get(i % bodies.size())));
    }

    /** As many at once as a crowd does. */
    private static Map<Integer, Long> send(int count, IntFunction<HttpRequest> requests) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
        Map<Integer, Long> answers = new TreeMap<>();
        for (int from = 0; from < count; from += AT_ONCE) {
            IntStream.range(from, Math.min(count, from + AT_ONCE))
                    .mapToObj(i -> status(http, requests.apply(i)))
                    .toList()
                    .forEach(status -> answers.merge(status.join(), 1L, Long::sum));
        }
        return answers;
    }

    private static CompletableFuture<Integer> status(HttpClient http, HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null ? answer.statusCode() : 0);
    }

    private HttpRequest payment(String key, String body) {
        return request("/payments")
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).timeout(LIMIT);
    }

    private static String head(String line, String key) {
        return line + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIdempotency-Key: " + UUID.randomUUID()
                + "\r\nAuthorization: Bearer " + key + "\r\n";
    }

    /** The status of the answer; 0 when there was none. */
    private int raw(String request) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(5_000);
            socket.connect(new InetSocketAddress(api.getHost(), api.getPort()), 5_000);
            write(socket, request);
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.matches("(?s)HTTP/1.1 \\d{3}.*") ? Integer.parseInt(answer.substring(9, 12)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static void write(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException e) {
            // Closed by the service, as it should.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StackException("cannot close a connection: " + e, e);
        }
    }
}

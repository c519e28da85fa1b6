package io.finops.traffic.verify;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.http.Target;
import io.finops.traffic.payment.Payment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The two calls that the check needs. Repeats what did not work, a few times. Thread-safe. */
final class PaymentsApi {
    private static final int ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
    private final Target target;
    private final @Nullable ApiKey key;
    private final Duration timeout;

    PaymentsApi(Target target, @Nullable ApiKey key, Duration timeout) {
        this.target = target;
        this.key = key;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** {@code GET /payments/{id}}. */
    HttpResponse<String> lookUp(String id) throws IOException, InterruptedException {
        return send(request("/payments/" + id).GET());
    }

    /** {@code POST /payments} with the key and the body of before. */
    HttpResponse<String> replay(Payment payment) throws IOException, InterruptedException {
        return send(request("/payments")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"" + payment.key() + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(payment.json())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(target.base() + path)).timeout(timeout);
        return key == null ? request : request.header("Authorization", key.bearer());
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (attempt == ATTEMPTS || !passing(answer.statusCode())) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            Thread.sleep(FIRST_PAUSE_MILLIS << (attempt - 1));
        }
    }

    private static boolean passing(int status) {
        return status >= 500 || status == CONFLICT || status == TOO_MANY_REQUESTS;
    }
}

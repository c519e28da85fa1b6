package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.http.HttpJson;
import io.finops.rehearsal.hostile.SecretSearch;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing personal, no card number and no secret is in a log file, in Loki (through Promtail), in the audit trail or in a span; what is absent is not searched. */
@ExtendWith(RunningStack.class)
class LogPrivacyIT {
    private static final Duration LOKIS_RANGE = Duration.ofMinutes(15);
    private static final String CARD = "4929 1234 5678 9015";

    private final Instant since = Instant.now();
    private final String mark = UUID.randomUUID().toString().replace("-", "").substring(0, 10);

    @Test
    void nothingThatCustomersOrMerchantsSentIsKept(StackAccess stack) {
        HttpJson.Answer taken =
                pay(stack, stack.merchantApiKey(), UUID.randomUUID().toString(), """
                {"amount": 1999, "currency": "USD", "paymentMethod": "pm_ok_%1$s", "customer": "cus_%1$s", "country": "DE",
                 "description": "Ana Muster, ana.%1$s@example.org", "merchantReference": "Muster-%1$s",
                 "metadata": {"phone": "+49 170 %1$s"}}""".formatted(mark));
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        String wrongKey = "fo_" + mark + "x".repeat(33);
        assertThat(pay(stack, wrongKey, "k", "{}").status()).isEqualTo(401);
        assertThat(pay(
                                stack,
                                stack.merchantApiKey(),
                                UUID.randomUUID().toString(),
                                "{\"amount\": 1, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok\", \"description\": \""
                                        + CARD + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(pay(stack, stack.merchantApiKey(), CARD.replace(" ", ""), "{\"amount\": 1}")
                        .status())
                .isBetween(400, 499);
        assertThat(pay(stack, stack.merchantApiKey(), mark, "{\"name\": \"Ana " + mark)
                        .status())
                .isEqualTo(400);
        assertThat(stack.http()
                        .send(
                                "GET",
                                stack.url("payments-service") + "/payments/" + mark + "?token=" + mark,
                                "",
                                Map.of())
                        .status())
                .isBetween(400, 499);

        // The payment's own lines are there, so those of the others are too: they came later and their process has
        // written since.
        String payment = taken.json().path("id").asString("");
        pay(stack, stack.merchantApiKey(), UUID.randomUUID().toString(), """
                {"amount": 1, "currency": "USD", "paymentMethod": "pm_ok", "customer": "cus_1", "country": "DE"}""");
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> {
            assertThat(search(stack, payment)).contains("payments-service.log");
            assertThat(!stack.has("loki") || search(stack, payment).contains("Loki"))
                    .isTrue();
        });
        assertThat(search(stack, mark)).isEmpty();
        assertThat(search(stack, CARD)).isEmpty();
        assertThat(search(stack, CARD.replace(" ", ""))).isEmpty();
    }

    @Test
    void noSecretOfTheStackIsKept(StackAccess stack) throws IOException {
        Map<String, List<String>> places = new HashMap<>();
        for (Map.Entry<String, String> secret : secrets(stack).entrySet()) {
            List<String> found =
                    new SecretSearch(stack.http(), secret.getValue(), since.minus(LOKIS_RANGE)).places(stack);
            if (!found.isEmpty()) {
                places.put(secret.getKey(), found);
            }
        }
        assertThat(secrets(stack)).hasSizeGreaterThan(3);
        assertThat(places).isEmpty();
    }

    private List<String> search(StackAccess stack, String text) {
        return new SecretSearch(stack.http(), text, since).places(stack);
    }

    /** By file; those too short to be told from other text are none. */
    private static Map<String, String> secrets(StackAccess stack) throws IOException {
        Map<String, String> secrets = new HashMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(stack.home().secrets())) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            String text = Files.readString(file).strip();
            if (text.length() >= 16 && text.lines().count() == 1) {
                secrets.put(String.valueOf(file.getFileName()), text);
            }
        }
        return secrets;
    }

    private static HttpJson.Answer pay(StackAccess stack, String apiKey, String key, String body) {
        return stack.http()
                .send(
                        "POST",
                        stack.url("payments-service") + "/payments",
                        body,
                        Map.of("Authorization", "Bearer " + apiKey, "Idempotency-Key", "\"" + key + "\""));
    }
}

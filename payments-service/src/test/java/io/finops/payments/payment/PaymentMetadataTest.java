package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.ServiceTest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merchant wants to have kept with a payment comes back, is bounded, and is no place for card numbers. */
class PaymentMetadataTest extends ServiceTest {
    @Test
    void comesBackAndIsReplayedInWhateverOrderItWasSent() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = pay(
                key,
                with("\"merchantReference\": \"order 17\", \"metadata\": {\"till\": \"3\", \"shop\": \"Kö\\\"ln\"}"));
        HttpResponse<String> second = pay(
                key,
                with("\"metadata\": {\"shop\": \"Kö\\\"ln\", \"till\": \"3\"}, \"merchantReference\": \"order 17\""));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body())
                .contains("\"merchantReference\":\"order 17\"", "\"metadata\":{\"shop\":\"Kö\\\"ln\",\"till\":\"3\"}");
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(get(first.headers().firstValue("Location").orElseThrow()).body())
                .isEqualTo(first.body());
    }

    @Test
    void isAPartOfWhatAKeyStandsFor() {
        String key = UUID.randomUUID().toString();
        pay(key, with("\"metadata\": {\"till\": \"3\"}"));

        assertThat(pay(key, with("\"metadata\": {\"till\": \"4\"}")).body()).contains("idempotency-key-reused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"metadata\": {\"a\": null}",
                "\"metadata\": {\"a\": 1}",
                "\"metadata\": {\"a\": {}}",
                "\"metadata\": {\"a\": true}",
                "\"metadata\": []",
                "\"metadata\": \"a\"",
                "\"metadata\": {\"\": \"empty name\"}",
                "\"metadata\": {\"a b\": \"a blank\"}",
                "\"metadata\": {\"a\": \"\\u0000\"}",
                "\"metadata\": {\"a\": \"\\ud800\"}",
                "\"merchantReference\": \"\"",
                "\"merchantReference\": \"  \"",
                "\"merchantReference\": \"a\\nb\"",
                "\"merchantReference\": 17",
            })
    void namesTheFieldThatIsWrongAndNothingElse(String field) {
        HttpResponse<String> answer = pay(with(field));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("invalid-field", "\"field\":\"" + field.substring(1, field.indexOf('"', 1)) + "\"");
    }

    @Test
    void isBounded() {
        assertThat(pay(with(metadata(20, 500))).statusCode()).isEqualTo(201);
        assertThat(pay(with(metadata(21, 5))).statusCode()).isEqualTo(400);
        assertThat(pay(with(metadata(1, 501))).statusCode()).isEqualTo(400);
        assertThat(pay(with("\"metadata\": {\"" + "n".repeat(41) + "\": \"\"}")).statusCode())
                .isEqualTo(400);
        assertThat(pay(with("\"merchantReference\": \"" + "r".repeat(129) + "\""))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"merchantReference\": \"4111 1111 1111 1111\"",
                "\"metadata\": {\"a\": \"card 4111-1111-1111-1111\"}",
                "\"metadata\": {\"4111111111111111\": \"a\"}",
            })
    void isNoPlaceForCardNumbers(String field) {
        assertThat(pay(with(field)).body()).contains("card-number-refused").doesNotContain("4111");
    }

    private static String metadata(int entries, int length) {
        return IntStream.range(0, entries)
                .mapToObj(i -> "\"n" + i + "\": \"" + "v".repeat(length) + "\"")
                .collect(Collectors.joining(",", "\"metadata\": {", "}"));
    }

    private static String with(String fields) {
        return order(500, "pm_ok_meta").replaceFirst("}\\s*$", "") + ", " + fields + "}";
    }
}

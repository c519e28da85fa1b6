package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is wrong is told as a problem detail, and leaves nothing behind: no row, no echo, no log line. */
@ExtendWith(OutputCaptureExtension.class)
class ApiErrorsTest extends ServiceTest {
    private long before;

    @BeforeEach
    void count() {
        before = payments();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(payments()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | invalid-field",
                "{\"amount\": 0, \"currency\": \"USD\", \"paymentMethod\": \"pm_1\"} | 400 | invalid-field",
                "{\"amount\": -5, \"currency\": \"USD\", \"paymentMethod\": \"pm_1\"} | 400 | invalid-field",
                "{\"amount\": 1.5, \"currency\": \"USD\", \"paymentMethod\": \"pm_1\"} | 400 | invalid-field",
                "{\"amount\": \"1999\", \"currency\": \"USD\", \"paymentMethod\": \"pm_1\"} | 400 | invalid-field",
                "{\"amount\": 99999999999999999999, \"currency\": \"USD\", \"paymentMethod\": \"pm_1\"} | 400 | invalid-field",
                "{\"amount\": 100000000000, \"currency\": \"USD\", \"paymentMethod\": \"pm_1\"} | 400 | invalid-field",
                "{\"amount\": 5, \"currency\": \"usd\", \"paymentMethod\": \"pm_1\"} | 400 | invalid-field",
                "{\"amount\": 5, \"currency\": 5, \"paymentMethod\": \"pm_1\"} | 400 | invalid-field",
                "{\"amount\": 5, \"currency\": \"SEK\", \"paymentMethod\": \"pm_1\"} | 422 | currency-not-accepted",
                "{\"amount\": 5, \"currency\": \"USD\", \"paymentMethod\": \"pm 1\"} | 400 | invalid-field",
                "{\"amount\": 5, \"currency\": \"USD\", \"paymentMethod\": \"pm_1\", \"country\": \"XX\"} | 400 | invalid-field",
                "{\"amount\": 5, \"currency\": \"USD\", \"paymentMethod\": \"pm_1\", \"secret\": \"x\"} | 400 | malformed-request",
                "{\"amount\": 5, \"amount\": 6, \"currency\": \"USD\", \"paymentMethod\": \"pm_1\"} | 400 | malformed-request",
                "{\"amount\": 5 | 400 | malformed-request",
                "[] | 400 | malformed-request",
            })
    void refusesWhatIsNotAPayment(String body, int status, String type) {
        HttpResponse<String> answer = pay(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:problem-type:payments:" + type);
    }

    @ParameterizedTest
    @CsvSource({
        "paymentMethod, pm_4111111111111111",
        "paymentMethod, 5555-5555-5555-4444",
        "description, card 4111 1111 1111 1111 please",
        "description, 378282246310005",
        "customer, 4111111111111111",
    })
    void refusesCardNumbersAndKeepsThemOutOfTheLog(String field, String value, CapturedOutput output) {
        String body = "{\"amount\": 5, \"currency\": \"USD\", "
                + (field.equals("paymentMethod") ? "" : "\"paymentMethod\": \"pm_1\", ")
                + "\"" + field + "\": \"" + value + "\"}";
        HttpResponse<String> answer = pay(body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("card-number-refused").doesNotContain(value);
        assertThat(output.getAll()).doesNotContain(value);
    }

    @Test
    void refusesACardNumberAsAKey(CapturedOutput output) {
        HttpResponse<String> answer = pay("order-4111-1111-1111-1111", order(5, "pm_1"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("card-number-refused").doesNotContain("4111");
        assertThat(output.getAll()).doesNotContain("4111");
    }

    @Test
    void wantsAWellFormedIdempotencyKey() {
        HttpRequest.Builder none = request("/payments", KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order(5, "pm_1")));
        assertThat(send(none).body()).contains("idempotency-key-missing");
        assertThat(pay("a b", order(5, "pm_1")).body()).contains("idempotency-key-malformed");
        assertThat(pay("x".repeat(256), order(5, "pm_1")).statusCode()).isEqualTo(400);
    }

    @Test
    void letsNobodyInWithoutAValidKey() {
        HttpResponse<String> unknown = post("/payments", "fo_wrong", "k", order(5, "pm_1"));
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(post("/payments", SUSPENDED_KEY, "k", order(5, "pm_1")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesLargeBodiesAndOtherContentTypes() {
        assertThat(pay("{\"description\": \"" + "x".repeat(17_000) + "\"}").statusCode())
                .isEqualTo(413);
        HttpRequest.Builder text = request("/payments", KEY)
                .header("Content-Type", "text/plain")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(order(5, "pm_1")));
        assertThat(send(text).statusCode()).isEqualTo(415);
    }

    @Test
    void answersWithoutTracesVersionsOrCaching() {
        HttpResponse<String> answer = get("/nothing-here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body()).doesNotContain("Exception", "Tomcat");
    }

    private long payments() {
        return jdbc.sql("select (select count(*) from payment) + (select count(*) from idempotency_key)")
                .query(Long.class)
                .single();
    }
}

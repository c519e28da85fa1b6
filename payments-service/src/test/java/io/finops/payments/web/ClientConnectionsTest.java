package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.ServiceTest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** What a client's connection does is the client's doing: nobody is to be paged for it. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "server.tomcat.connection-timeout=1s")
class ClientConnectionsTest extends ServiceTest {
    private static final int CLIENTS = 25;

    private double clientErrors;
    private double serverErrors;
    private double successes;
    private double undecided;

    @BeforeEach
    void look() {
        clientErrors = requests("client_error");
        serverErrors = requests("server_error");
        successes = requests("success");
        undecided = requests("undecided");
    }

    @Test
    void callsABodyThatIsCutOffABadRequest(CapturedOutput output) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            try (RawClient client = new RawClient(port)) {
                assertThat(client.send(head(100)).send("{\"amount\": 19").end().answer())
                        .startsWith("HTTP/1.1 400 ")
                        .contains("application/problem+json", "malformed-request");
            }
        }
        onlyClientErrors(CLIENTS, output);
    }

    @Test
    void callsAClientThatBreaksTheConnectionInTheBodyAClientError(CapturedOutput output) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            new RawClient(port).send(head(100)).send("{\"amount\": 19").reset();
        }
        onlyClientErrors(CLIENTS, output);
    }

    @Test
    void tellsAClientWhoseBodyStallsThatItTookTooLong(CapturedOutput output) throws IOException {
        try (RawClient client = new RawClient(port)) {
            assertThat(client.send(head(100)).send("{\"amount\": 19").answer())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("application/problem+json", "request-timeout");
        }
        onlyClientErrors(1, output);
    }

    @Test
    void putsAnEndToABodyThatDripsIn(CapturedOutput output) throws Exception {
        try (RawClient client = new RawClient(port)) {
            client.send(head(10_000));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        client.send(" ");
                        return requests("client_error") > clientErrors;
                    });
        }
        onlyClientErrors(1, output);
    }

    @Test
    void putsAnEndToHeadersThatDripIn() throws Exception {
        try (RawClient client = new RawClient(port)) {
            client.send("POST /payments HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        try {
                            client.send("x");
                            return false;
                        } catch (IOException e) {
                            return true;
                        }
                    });
        }
    }

    @Test
    void callsAMalformedChunkABadRequest(CapturedOutput output) throws IOException {
        try (RawClient client = new RawClient(port)) {
            assertThat(client.send(head("Transfer-Encoding: chunked"))
                            .send("zz\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 400 ");
        }
        onlyClientErrors(1, output);
    }

    @Test
    void countsWhatWasDecidedWhenTheClientDidNotWaitForIt(CapturedOutput output) throws IOException {
        String body = order(700, "pm_ok_gone");
        for (int i = 0; i < 10; i++) {
            int before = GATEWAY.calls();
            // The pause before the second attempt is when the client leaves.
            GATEWAY.dropNext(1);
            RawClient client = new RawClient(port).send(head(body.length())).send(body);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> GATEWAY.calls() > before);
            client.reset();
            // One after the other: the second attempt of this payment must not be taken for the first of the next.
            int decided = i + 1;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(requests("success") - successes + requests("undecided") - undecided)
                            .isEqualTo(decided));
        }
        // On a machine that is too busy for the second attempt some stay undecided.
        assertThat(requests("success")).isGreaterThan(successes);
        assertThat(requests("client_error")).isEqualTo(clientErrors);
        assertThat(requests("server_error")).isEqualTo(serverErrors);
        assertThat(output.getAll()).doesNotContain("ERROR", "\tat ");
    }

    private void onlyClientErrors(int count, CapturedOutput output) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(requests("client_error") - clientErrors).isEqualTo(count));
        assertThat(requests("server_error")).isEqualTo(serverErrors);
        assertThat(output.getAll()).doesNotContain("ERROR", "\tat ");
    }

    private double requests(String outcome) {
        Matcher line = Pattern.compile("app_requests_processing_seconds_count\\{operation=\"create_payment\",outcome=\""
                        + outcome + "\"\\} (\\S+)")
                .matcher(get("/metrics").body());
        assertThat(line.find()).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static String head(int contentLength) {
        return head("Content-Length: " + contentLength);
    }

    private static String head(String length) {
        return "POST /payments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + KEY
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + UUID.randomUUID() + "\r\n" + length
                + "\r\n\r\n";
    }
}

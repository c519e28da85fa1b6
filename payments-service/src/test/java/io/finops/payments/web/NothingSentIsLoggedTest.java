package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.ServiceTest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Whatever a request consists of, well-formed or not, none of its bytes are logged: they may be a key, a name, a card. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "logging.level.root=info")
class NothingSentIsLoggedTest extends ServiceTest {
    private static final String SECRET = "s3cretOfTheClient4111111111111111";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE" + SECRET + "\r\n\r\n",
                "GET /payments?card=" + SECRET + "|<> HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /payments/" + SECRET + "%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /payments/" + SECRET + "%c0%af HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /" + SECRET + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /" + SECRET + " HTTP/9.9\r\nHost: a\r\n\r\n",
                "BREW" + SECRET + " /payments HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: " + SECRET + "<>\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization Bearer " + SECRET + "\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nAuthor@ization: Bearer " + SECRET + "\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \u0001" + SECRET + "\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nCookie: a=\"" + SECRET + "\r\n\r\n",
                "GET /metrics?includedNames=%zz" + SECRET + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: " + SECRET + "\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nAccept: " + SECRET + "\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + SECRET + "\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\ntraceparent: " + SECRET + "\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nExpect: " + SECRET + "\r\n\r\n",
                "GET http://" + SECRET + "/metrics HTTP/1.1\r\nHost: a\r\n\r\n",
            })
    void ofRequestsThatNobodyCanRead(String bytes, CapturedOutput output) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send(bytes).end().answer();
        }
        noTrace(output);
    }

    @Test
    void ofWellFormedRequestsThatAreRefused(CapturedOutput output) {
        List<String> bodies = List.of(
                SECRET,
                "{\"" + SECRET + "\": 1}",
                "{\"amount\": \"" + SECRET + "\"}",
                "{\"amount\": 5, \"currency\": \"" + SECRET + "\", \"paymentMethod\": \"" + SECRET + "\"}",
                "{\"amount\": 5, \"currency\": \"USD\", \"paymentMethod\": \"pm\", \"description\": \"" + SECRET
                        + "\\u0000\"}",
                "{\"metadata\": {\"" + SECRET + "\": 1}}",
                "{\"amount\": 5, \"currency\": \"USD\", \"paymentMethod\": \"pm\", \"metadata\": {\"a b\": \"s3cretOfTheClient\"}}");
        for (String body : bodies) {
            assertThat(pay(body).statusCode()).isBetween(400, 499);
        }
        post("/payments", SECRET, UUID.randomUUID().toString(), order(5, "pm_ok"));
        post("/payments", KEY, "\"" + SECRET, order(5, "pm_ok"));
        post("/payments/" + SECRET + "/refunds", KEY, SECRET, "{\"amount\": 5}");
        get("/payments/" + SECRET);
        noTrace(output);
    }

    @Test
    void ofAPaymentThatWasTaken(CapturedOutput output) {
        assertThat(pay(SECRET.replaceAll("4+1+", "x"), """
                {"amount": 5, "currency": "USD", "paymentMethod": "pm_s3cretOfTheClient", "customer": "s3cretOfTheClient",
                 "description": "s3cretOfTheClient", "merchantReference": "s3cretOfTheClient",
                 "metadata": {"s3cretOfTheClient": "s3cretOfTheClient"}}""").statusCode()).isEqualTo(201);
        noTrace(output);
        assertThat(output.getAll()).as("what is logged at all").contains("payment settled");
    }

    private static void noTrace(CapturedOutput output) {
        assertThat(output.getAll()).doesNotContainIgnoringCase("s3cretOfTheClient");
    }
}

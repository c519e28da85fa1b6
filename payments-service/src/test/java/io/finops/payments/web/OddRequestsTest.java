package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.ServiceTest;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no ordinary client sends is refused as what it is, and never called an error of ours. */
class OddRequestsTest extends ServiceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /error HTTP/1.1 | | 404",
                "GET /payments/pay_1 HTTP/9.9 | | 505",
                "GET /payments/pay_1 HTTP/1.1 | Expect: a miracle | 417",
                "POST /payments HTTP/1.1 | Transfer-Encoding: gzip | 501",
                "GET /payments%c0%afpay_1 HTTP/1.1 | | 400",
                "GET /payments/%c0%af..%c0%afmetrics HTTP/1.1 | | 400",
                "GET /metrics?includedNames=%zz HTTP/1.1 | | 400",
            })
    void areTheClientsDoing(String line, String header, int status) throws IOException {
        String answer = raw(line + "\r\nHost: a\r\nAuthorization: Bearer " + KEY + "\r\nConnection: close\r\n"
                + (header == null ? "" : header + "\r\n") + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("our side", "999");
    }

    @Test
    void refusesTwoAuthorizations() throws IOException {
        for (String other : new String[] {"Bearer " + OTHER_KEY, "Bearer wrong", "Basic eDp5"}) {
            assertThat(raw("GET /payments/pay_1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + KEY
                            + "\r\nAuthorization: " + other + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void answersWhoAcceptsProblemsOnly() {
        assertThat(send(request("/payments/pay_1", KEY).header("Accept", "application/problem+json"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(request("/payments/pay_1", KEY).header("Accept", "text/html"))
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void tellsAnUnknownFieldOfARefundFromAWrongType() {
        String payment =
                pay(order(700, "pm_ok_odd")).headers().firstValue("Location").orElseThrow();
        String answer = post(
                        payment + "/refunds",
                        KEY,
                        UUID.randomUUID().toString(),
                        "{\"amount\": 5, \"currency\": \"USD\"}")
                .body();

        assertThat(answer).contains("malformed-request", "does not know").doesNotContain("wrong type");
    }

    @Test
    void doesNotRepeatItsHostInTheDocument() throws IOException {
        assertThat(raw("GET /v3/api-docs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"servers\":[{\"url\":\"/\"}]")
                .doesNotContain("evil.example");
    }

    private String raw(String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(request).answer();
        }
    }
}

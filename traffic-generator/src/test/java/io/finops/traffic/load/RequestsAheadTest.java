package io.finops.traffic.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.http.PaymentRequests;
import io.finops.traffic.http.Target;
import io.finops.traffic.payment.CurrencyShares;
import io.finops.traffic.payment.PaymentMix;
import io.finops.traffic.payment.PaymentStream;
import io.finops.traffic.tracing.ClientSpans;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestsAheadTest {
    private final PaymentStream payments =
            new PaymentStream(new PaymentMix(10, CurrencyShares.parse("USD"), 0.2, 0, 0), 1, 2);
    private final RequestsAhead requests = new RequestsAhead(
            new RequestSource(
                    payments,
                    new PaymentRequests(Target.of("http://127.0.0.1:8080/api", false), null),
                    Acknowledgements.IGNORED,
                    ClientSpans.none()),
            0,
            1,
            2);

    @Test
    void givesEveryArrivalItsOwnRequestWhetherPreparedOrNot() {
        requests.prepare(3);
        for (long arrival = 1; arrival < 21; arrival += 2) {
            assertRequestOf(arrival, requests.take(arrival));
        }
        requests.close();
    }

    @Test
    void leavesOutWhatIsNotSent() {
        requests.prepare(10);

        assertRequestOf(7, requests.take(7));
        assertRequestOf(9, requests.take(9));
        // Sent late, because its connection had to be opened first.
        assertRequestOf(5, requests.take(5));
        assertRequestOf(101, requests.take(101));
        requests.prepare(2);
        assertRequestOf(103, requests.take(103));
        requests.close();
    }

    @Test
    void preparesNoMoreThanItsBound() {
        assertThat(requests.prepare(1000)).isFalse();
        requests.close();
    }

    private void assertRequestOf(long arrival, RequestsAhead.Request request) {
        ByteBuf bytes = request.bytes();
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        bytes.release();
        String body = new String(payments.at(arrival).json(), StandardCharsets.US_ASCII);
        assertThat(text)
                .startsWith("POST /api/payments HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
                .contains("\r\nIdempotency-Key: \"" + payments.at(arrival).key() + "\"\r\n")
                .endsWith("\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(request.payment()).isEqualTo(payments.originalOf(arrival));
    }
}

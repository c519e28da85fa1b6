package io.finops.traffic.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.payment.CurrencyShares;
import io.finops.traffic.payment.Payment;
import io.finops.traffic.payment.PaymentMix;
import io.finops.traffic.payment.PaymentStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaymentRequestsTest {
    private final Payment payment =
            new PaymentStream(new PaymentMix(10, CurrencyShares.parse("USD"), 0, 0, 0), 1, 2).at(0);
    private final PaymentRequests requests =
            new PaymentRequests(Target.of("http://127.0.0.1", false), new ApiKey("fo_key", "a test"));

    @Test
    void carriesTheMerchantsKey() {
        assertThat(text(null)).contains("\r\nAuthorization: Bearer fo_key\r\n").doesNotContain("traceparent");
    }

    @Test
    void carriesASampledTraceContextUnderTheIdThatReportsName() {
        TraceId trace = new TraceId(0xabcL, 1, 0x7fL);

        assertThat(trace.hex()).isEqualTo("0000000000000abc0000000000000001");
        assertThat(text(trace))
                .contains("\r\ntraceparent: 00-0000000000000abc0000000000000001-000000000000007f-01\r\n");
    }

    private String text(@Nullable TraceId trace) {
        return new String(requests.encode(payment, trace), StandardCharsets.ISO_8859_1);
    }
}

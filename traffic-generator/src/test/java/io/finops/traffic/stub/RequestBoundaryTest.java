package io.finops.traffic.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestBoundaryTest {
    private static final String TWO = "POST /payments HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n{\"amount\":1}"
            + "GET / HTTP/1.1\r\ncontent-length:0\r\n\r\n";

    @Test
    void countsRequestsHoweverTheyAreCut() {
        for (int cut = 0; cut <= TWO.length(); cut++) {
            RequestBoundary boundary = new RequestBoundary();
            int first = boundary.completedBy(Unpooled.copiedBuffer(TWO.substring(0, cut), StandardCharsets.US_ASCII));
            int second = boundary.completedBy(Unpooled.copiedBuffer(TWO.substring(cut), StandardCharsets.US_ASCII));

            assertThat(first + second).isEqualTo(2);
        }
    }
}

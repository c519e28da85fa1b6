package io.finops.traffic.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final Answer answer = new Answer();

    @Test
    void findsIdAndStatus() {
        read("{\"id\": \"pay_7\", \"status\":\"approved\",\"amount\":1}");

        assertThat(answer.id()).isEqualTo("pay_7");
        assertThat(answer.status()).isEqualTo("approved");
    }

    @Test
    void knowsNothingOfOtherBodies() {
        for (String body : new String[] {"", "{}", "{\"status\":500}", "{\"id\":", "{\"id\":\"pay", "garbage \"id\""}) {
            read(body);

            assertThat(answer.id()).isNull();
            assertThat(answer.status()).isNull();
        }
    }

    @Test
    void forgetsTheAnswerBefore() {
        read("{\"id\":\"pay_7\",\"status\":\"approved\"}");
        read("{}");

        assertThat(answer.id()).isNull();
    }

    private void read(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        answer.begin(201);
        System.arraycopy(bytes, 0, answer.buffer(), answer.length(), bytes.length);
        answer.added(bytes.length);
    }
}

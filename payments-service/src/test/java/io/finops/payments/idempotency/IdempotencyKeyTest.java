package io.finops.payments.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @Test
    void isTheSameQuotedOrBare() {
        assertThat(IdempotencyKey.parse("\"abc-1\"")).isEqualTo(IdempotencyKey.parse(" abc-1 "));
        assertThat(IdempotencyKey.parse("4111111111111111")).isPresent();
    }

    @Property
    void readsBackWhateverWasQuoted(
            @ForAll @StringLength(min = 1, max = 255) @CharRange(from = '!', to = '~') String key) {
        String quoted = "\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";

        assertThat(IdempotencyKey.parse(quoted)).contains(new IdempotencyKey(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "\"open", "a b", "a,b", "\"a\"b", "\"a\\", "\"a\\x\"", "ü", "a\"b"})
    void refusesWhatIsNoKey(String header) {
        assertThat(IdempotencyKey.parse(header)).isEmpty();
    }

    @Test
    void hasAtMost255Characters() {
        assertThat(IdempotencyKey.parse("x".repeat(255))).isPresent();
        assertThat(IdempotencyKey.parse("x".repeat(256))).isEmpty();
    }

    @Test
    void hashesTellAbsentFromEmptyAndOneFieldFromTwo() {
        assertThat(RequestHash.of("payment", "a", null)).isNotEqualTo(RequestHash.of("payment", "a", ""));
        assertThat(RequestHash.of("payment", "a|1:b")).isNotEqualTo(RequestHash.of("payment", "a", "b"));
        assertThat(RequestHash.of("payment", 5L)).isEqualTo(RequestHash.of("payment", 5L));
    }
}

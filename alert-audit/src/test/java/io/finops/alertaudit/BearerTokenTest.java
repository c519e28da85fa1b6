package io.finops.alertaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BearerTokenTest {
    private final BearerToken token = new BearerToken("0123456789abcdef");

    @Test
    void onlyTheWholeTokenIsLetIn() {
        assertThat(token.isIn("Bearer 0123456789abcdef")).isTrue();
        assertThat(token.isIn("bearer 0123456789abcdef")).isTrue();
        assertThat(token.isIn("Bearer 0123456789abcde")).isFalse();
        assertThat(token.isIn("Bearer 0123456789abcdef0")).isFalse();
        assertThat(token.isIn("Basic 0123456789abcdef")).isFalse();
        assertThat(token.isIn("Bearer ")).isFalse();
        assertThat(token.isIn("")).isFalse();
        assertThat(token.isIn(null)).isFalse();
    }

    @Test
    void aShortTokenIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new BearerToken("short")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNeverPrinted() {
        assertThat(token).hasToString("BearerToken[hidden]");
    }
}

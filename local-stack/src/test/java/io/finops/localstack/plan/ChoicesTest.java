package io.finops.localstack.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesTest {
    @Test
    void aRateMayHaveAFraction() {
        assertThat(new Choices("0.5", false, true).rate()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "0", "-3", "NaN", "Infinity", "1e999"})
    void aRateThatCannotWorkIsRefusedInOneLine(String rate) {
        assertThatThrownBy(() -> new Choices(rate, false, false))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("--rps=" + rate + " is not accepted: ");
    }
}

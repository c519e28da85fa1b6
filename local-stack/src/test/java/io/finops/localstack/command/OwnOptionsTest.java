package io.finops.localstack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnOptionsTest {
    private static final Map<String, String> KNOWN = Map.of("kills", "20");

    @Test
    void fillsInTheDefault() {
        assertThat(OwnOptions.parse("drill x", KNOWN, List.of())).containsEntry("kills", "20");
    }

    @Test
    void acceptsBothSpellings() {
        assertThat(OwnOptions.parse("drill x", KNOWN, List.of("--kills", "3"))).containsEntry("kills", "3");
        assertThat(OwnOptions.parse("drill x", KNOWN, List.of("--kills=4"))).containsEntry("kills", "4");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> OwnOptions.parse("drill x", KNOWN, List.of("--kill", "3")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("--kill")
                .hasMessageContaining("--kills");
        assertThatThrownBy(() -> OwnOptions.parse("drill x", KNOWN, List.of("--kills")))
                .hasMessageContaining("needs a value");
    }
}

package io.finops.rehearsal.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.finops.localstack.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlameDifferenceTest {
    /** main calls pay (30, then 20) and list (10, then 70), which calls itself; idle is gone in the second graph. */
    private static final String ANSWER = """
            {"flamegraph": {"names": ["total", "main", "pay", "list", "idle"], "leftTicks": "50", "rightTicks": "100", "levels": [
              {"values": ["0", "50", "0", "0", "100", "0", "0"]},
              {"values": ["0", "50", "0", "0", "100", "10", "1"]},
              {"values": ["0", "30", "30", "0", "20", "20", "2", "0", "10", "4", "0", "70", "20", "3", "0", "10", "10", "0", "0", "0", "4"]},
              {"values": ["30", "6", "6", "20", "50", "50", "3"]}]}}""";

    private final FlameDifference difference = FlameDifference.of(Json.MAPPER.readTree(ANSWER));

    @Test
    void theFunctionThatTakesALargerShareThanBeforeComesFirst() {
        assertThat(difference.functions()).first().satisfies(first -> {
            assertThat(first.function()).isEqualTo("list");
            assertThat(first.before()).isCloseTo(0.2, within(1e-9));
            assertThat(first.after()).isCloseTo(0.7, within(1e-9));
        });
    }

    @Test
    void whatBecameSmallerComesLast() {
        List<FlameDifference.Growth> functions = difference.functions();

        assertThat(functions.get(functions.size() - 1).function()).isEqualTo("pay");
        assertThat(functions.get(functions.size() - 1).by()).isCloseTo(-0.4, within(1e-9));
    }

    @Test
    void onlyThoseOfAPrefixAreNamed() {
        assertThat(difference.of("id"))
                .singleElement()
                .satisfies(idle -> assertThat(idle.after()).isZero());
    }

    @Test
    void noProfileIsNoDifference() {
        assertThat(FlameDifference.of(Json.MAPPER.readTree("{}")).functions()).isEmpty();
    }
}

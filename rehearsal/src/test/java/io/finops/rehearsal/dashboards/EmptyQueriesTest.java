package io.finops.rehearsal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmptyQueriesTest {
    private final EmptyQueries queries = new EmptyQueries(List.of(
            "# a remark",
            "slo | Budget left A | sometimes | it takes minutes",
            "* | annotation Tickets | sometimes | nothing fires",
            "infrastructure | Memory A | without node-exporter | the host's metrics"));

    @Test
    void excusesAQueryOfOneDashboardOrOfAll() {
        assertThat(queries.entry("slo", "Budget left A", component -> true)).isPresent();
        assertThat(queries.entry("payments", "Budget left A", component -> true))
                .isEmpty();
        assertThat(queries.entry("payments", "annotation Tickets", component -> true))
                .isPresent();
    }

    @Test
    void excusesWhatNeedsAComponentOnlyWithoutIt() {
        assertThat(queries.entry("infrastructure", "Memory A", "node-exporter"::equals))
                .isEmpty();
        assertThat(queries.entry("infrastructure", "Memory A", component -> false))
                .hasValueSatisfying(entry -> assertThat(entry.forbidsAResult()).isTrue());
    }

    @Test
    void refusesAReasonThatIsMissingUnclearOrDoubled() {
        for (String line : List.of("slo | Budget left A | sometimes | ", "slo | A | perhaps | so", "slo | A | never")) {
            assertThatThrownBy(() -> new EmptyQueries(List.of(line))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new EmptyQueries(List.of("slo | A | never | so", "slo | A | sometimes | or so")))
                .hasMessageContaining("twice");
    }
}

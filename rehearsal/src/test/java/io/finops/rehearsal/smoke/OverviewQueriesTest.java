package io.finops.rehearsal.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import org.junit.jupiter.api.Test;

class OverviewQueriesTest {
    @Test
    void noVariableOfGrafanasIsLeftForPrometheus() {
        assertThat(OverviewQueries.read(Checkout.root()))
                .hasSizeGreaterThan(20)
                .allSatisfy((panel, query) ->
                        assertThat(query).as(panel).isNotBlank().doesNotContain("$"));
    }
}

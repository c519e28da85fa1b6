package io.finops.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopOrderTest {
    @Test
    void endsTrafficBeforeTheServiceAndTheServiceBeforeItsDatabase() {
        assertThat(StopOrder.of(List.of(
                        component("postgres"),
                        component("payments-service").after("postgres"),
                        component("traffic-generator").after("payments-service"),
                        component("prometheus"))))
                .containsExactly(
                        List.of("traffic-generator", "prometheus"), List.of("payments-service"), List.of("postgres"));
    }

    @Test
    void refusesACircle() {
        assertThatThrownBy(() -> StopOrder.of(
                        List.of(component("a").after("b"), component("b").after("a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Component component(String name) {
        return Component.of(name, "", 1, List.of("true"), Probe.http(1, "/"));
    }
}

package io.finops.rehearsal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PrometheusRequestTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final Dashboard dashboard = new Dashboard(Path.of("x.json"), Json.MAPPER.readTree("""
            {"templating": {"list": [
              {"name": "cost_basis", "current": {"value": "unblended"}},
              {"name": "service", "current": {"value": ["$__all"]}, "allValue": ".*"}]}}
            """));

    @Test
    void fillsVariablesInAndAsksForTheTimeThatIsShown() {
        assertThat(path("sum(rate(x{a=\"$cost_basis\", b=~\"${service}\"}[$__rate_interval]))", false))
                .startsWith("/api/v1/query_range?")
                .contains("query=sum(rate(x{a=\"unblended\", b=~\".*\"}[60s]))")
                .contains("start=1799999100", "end=1800000000", "step=15");
    }

    @Test
    void asksForOneMomentWhereThePanelDoes() {
        assertThat(path("x", true))
                .startsWith("/api/v1/query?")
                .contains("query=x", "time=1800000000")
                .doesNotContain("step");
    }

    @Test
    void asksForTheValuesOfALabel() {
        assertThat(path("label_values(slo:objective:ratio, sloth_service)", false))
                .startsWith("/api/v1/label/sloth_service/values?")
                .contains("match[]=slo:objective:ratio");
    }

    @Test
    void refusesAVariableThatTheDashboardDoesNotHave() {
        assertThatThrownBy(() -> path("x{a=\"$region\"}", true)).hasMessageContaining("$region");
    }

    private String path(String expression, boolean instant) {
        Dashboard.Query query = new Dashboard.Query("panel", "A", expression, "${datasource}", instant);
        String path = new PrometheusRequest(dashboard, query).path(NOW, Duration.ofMinutes(15));
        return URLDecoder.decode(path, StandardCharsets.UTF_8);
    }
}

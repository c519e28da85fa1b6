package io.finops.rehearsal.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.rehearsal.promql.PromqlSelectors.Selector;
import org.junit.jupiter.api.Test;

class PromqlSelectorsTest {

    @Test
    void findsTheMetricsAndNotTheFunctionsOrLabels() {
        assertThat(
                        PromqlSelectors.of(
                                "sum by (status) (rate(transactions_total{status=\"approved\"}[$__rate_interval])) / on (job) group_left () max(up)"))
                .containsExactly(
                        new Selector("transactions_total", "{status=\"approved\"}", "$__rate_interval"),
                        new Selector("up", "", ""));
    }

    @Test
    void doesNotTakeWordsInsideMatchersForMetrics() {
        assertThat(PromqlSelectors.of("ALERTS{alertstate=\"firing\", severity=~\"a|b{2}\"} or vector(0)"))
                .extracting(Selector::metric)
                .containsExactly("ALERTS");
    }

    @Test
    void doesNotTakeWhatAFunctionIsToldForMetrics() {
        assertThat(PromqlSelectors.of(
                        "label_replace(max(up{job=\"a b\"}), \"service\", \"The whole bill\", \"\", \"\")"))
                .containsExactly(new Selector("up", "{job=\"a b\"}", ""));
    }

    @Test
    void leavesTheRangeOfASubqueryToTheSubquery() {
        assertThat(PromqlSelectors.of("max_over_time(sum(rate(x_count[5m]))[1h:1m]) / y{a=\"b\"}[${__range}]"))
                .containsExactly(new Selector("x_count", "", "5m"), new Selector("y", "{a=\"b\"}", "${__range}"));
    }

    @Test
    void readsTheMetricOfAVariable() {
        assertThat(PromqlSelectors.of("label_values(cloud_cost_settled_day_amount, view)"))
                .extracting(Selector::metric)
                .containsExactly("cloud_cost_settled_day_amount");
    }

    @Test
    void knowsRecordedNamesOffsetsAndNumbers() {
        assertThat(PromqlSelectors.of("0 * finops:revenue_usd:rate5m offset 5m + 1e3 * count(up offset 2m)"))
                .extracting(Selector::metric)
                .containsExactly("finops:revenue_usd:rate5m", "up");
    }

    @Test
    void aValueIsPinnedByAConstantOrAVariableButNotByARegularExpression() {
        assertThat(new Selector("m", "{cost_basis=\"unblended\"}", "").pins("cost_basis"))
                .isTrue();
        assertThat(new Selector("m", "{view=\"a\", cost_basis=\"$cost_basis\"}", "").pins("cost_basis"))
                .isTrue();
        assertThat(new Selector("m", "{cost_basis=~\"un.*\"}", "").pins("cost_basis"))
                .isFalse();
        assertThat(new Selector("m", "", "").pins("cost_basis")).isFalse();
    }
}

package io.finops.localstack.slo;

import io.finops.localstack.slo.Objective.BurnAlert;
import io.finops.localstack.slo.Objective.Events;
import io.finops.localstack.slo.Objective.Time;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules of one objective: multi-window, multi-burn-rate alerts of the SRE workbook (chapter 5) under Sloth's recording names, so that
 * its dashboards fit. Unlike Sloth's, long windows divide sums of recorded events, hence traffic-weighted; no raw series is read over more
 * than an hour; and a window counts only once half of it has been seen, so that a new Prometheus cannot alert on minutes of data.
 */
final class SloRules {
    /** Both windows must burn this many times the sustainable rate; {@code half} of the long one must have been seen. */
    private record Burn(String longWindow, String shortWindow, String factor, String half, int seconds) {}

    private static final List<Burn> FAST =
            List.of(new Burn("1h", "5m", "14.4", "30m", 3_600), new Burn("6h", "30m", "6", "3h", 21_600));
    private static final List<Burn> SLOW =
            List.of(new Burn("1d", "2h", "3", "12h", 86_400), new Burn("3d", "6h", "1", "36h", 259_200));

    private static final List<String> RAW_WINDOWS = List.of("30m", "1h");
    private static final List<String> SUMMED_WINDOWS = List.of("2h", "6h", "1d", "3d");

    private final Objective objective;
    private final SharedAnnotations shared;
    private final StringBuilder out = new StringBuilder();

    private SloRules(Objective objective, SharedAnnotations shared) {
        this.objective = objective;
        this.shared = shared;
    }

    /**
     * Renders a file of rules.
     *
     * @param source the objective's file, to be named at the top
     */
    static String of(Objective objective, String source, SharedAnnotations shared) {
        return new SloRules(objective, shared).render(source);
    }

    private String render(String source) {
        line("# " + objective.title() + ".");
        line("# Generated from " + source
                + ": change that, then run UPDATE_SLO_RULES=1 mvn -pl local-stack test -Dtest=SloRulesTest");
        line("groups:");
        group("sli-recordings", "30s");
        if (objective.indicator() instanceof Events events) {
            eventRatios(events);
        } else if (objective.indicator() instanceof Time time) {
            timeRatios(time);
        }
        group("meta-recordings", "30s");
        record("slo:objective:ratio", "", "vector(" + objective.target() + ")");
        record("slo:error_budget:ratio", "", "vector(" + objective.budget() + ")");
        record("slo:time_period:days", "", "vector(30)");
        record("slo:current_burn_rate:ratio", "", perBudget("slo:sli_error:ratio_rate5m"));
        record("sloth_slo_info", "", "vector(1)");
        group("period", "5m");
        period();
        group("alerts", objective.page().isPresent() ? "15s" : "30s");
        objective.page().ifPresent(this::page);
        ticket(objective.ticket());
        return out.toString().stripTrailing() + "\n";
    }

    private void eventRatios(Events events) {
        record("finops:slo_events_bad:rate5m", "", in("5m", events.bad()));
        record("finops:slo_events_total:rate5m", "", in("5m", events.total()));
        record("slo:sli_error:ratio_rate5m", "5m", bad() + " / (" + total() + " > 0)");
        for (String window : RAW_WINDOWS) {
            record(
                    "slo:sli_error:ratio_rate" + window,
                    window,
                    "(\n%s\n)\n/\n(%s > 0)"
                            .formatted(in(window, events.bad()).indent(2).stripTrailing(), in(window, events.total())));
        }
        for (String window : SUMMED_WINDOWS) {
            record("slo:sli_error:ratio_rate" + window, window, summedRatio(window));
        }
    }

    private void timeRatios(Time time) {
        line("      - record: " + time.series());
        expression(time.bad());
        record("slo:sli_error:ratio_rate5m", "5m", "avg_over_time(" + time.series() + "[5m])");
        RAW_WINDOWS.forEach(window -> timeRatio(time, window));
        SUMMED_WINDOWS.forEach(window -> timeRatio(time, window));
    }

    private void timeRatio(Time time, String window) {
        record("slo:sli_error:ratio_rate" + window, window, "avg_over_time(" + time.series() + "[" + window + "])");
    }

    private void period() {
        line("      # At least an hour of samples (one every 30 s): before that there is no budget to spend.");
        String ratio = objective.indicator() instanceof Time time
                ? "avg_over_time(" + time.series() + "[30d])"
                : summedRatio("30d");
        record("slo:sli_error:ratio_rate30d", "30d", ratio + "\nand\ncount_over_time(" + seen() + "[30d]) >= 120");
        record("slo:period_burn_rate:ratio", "", perBudget("slo:sli_error:ratio_rate30d"));
        record("slo:period_error_budget_remaining:ratio", "", "1 - slo:period_burn_rate:ratio" + selector());
        if (objective.indicator() instanceof Events events) {
            revenue(events);
        }
    }

    private void revenue(Events events) {
        line("      # The bad events at the typical value of a payment: revenue " + events.badRevenue() + ".");
        record("slo:error_budget_burnt_revenue_usd:sum30d", "", """
                sum_over_time(%s[30d]) * 30
                * on () group_left ()
                finops:payment_value_usd:typical""".formatted(bad()));
        line(
                "      # The value of the whole budget of the period, at the traffic and payment value of the period so far.");
        record("slo:error_budget_revenue_usd:sum30d", "", """
                slo:error_budget:ratio%s
                * on () group_left ()
                (sum_over_time(%s[30d]) * 30 * on () group_left () finops:payment_value_usd:typical)""".formatted(selector(), total()));
    }

    private void page(BurnAlert alert) {
        line(
                "      # 2 % of the month's budget in an hour, or 5 % in six hours. At least ten bad events, so that a quiet night cannot page.");
        String budget = objective.budget().toPlainString();
        String rate =
                " This burns the month's error budget of " + percent() + " at {{ with printf \"vector(%f / " + budget
                        + ")\" $value | query }}{{ . | first | value | printf \"%.1f\" }}{{ end }}× the sustainable rate.";
        alert(alert, "critical", FAST, rate);
    }

    private void ticket(BurnAlert alert) {
        line(
                "      # A tenth of the month's budget in a day, or in three days: worth a look, not worth waking anybody.");
        alert(alert, "warning", SLOW, " At this rate the month's error budget of " + percent() + " will run out.");
    }

    private void alert(BurnAlert alert, String severity, List<Burn> burns, String rate) {
        line("      - alert: " + alert.name());
        expression("max by (sloth_id, sloth_slo) (\n"
                + burns.stream().map(this::condition).collect(Collectors.joining("  or ignoring (sloth_window)\n"))
                + ")");
        line("        labels:");
        line("          severity: " + severity);
        line("          service: " + objective.service());
        line("          team: " + objective.team());
        line("        annotations:");
        annotation("dashboard_url", "{{ $externalLabels.grafana_url }}/d/slo");
        annotation("logs_url", shared.logs(objective.service()));
        annotation("release", shared.release());
        annotation("also_firing", shared.alsoFiring(objective.service()));
        if (objective.indicator() instanceof Events) {
            annotation("budget", """
                    {{ with query "slo:period_error_budget_remaining:ratio{sloth_id=\\"@id@\\"}" }}\
                    {{ . | first | value | humanizePercentage }} of the month is left{{ else }}not yet known{{ end }}; burnt so far: \
                    {{ with query "slo:error_budget_burnt_revenue_usd:sum30d{sloth_id=\\"@id@\\"}" }}\
                    USD {{ . | first | value | printf "%.0f" }} of revenue{{ else }}unknown{{ end }}""".replace("@id@", objective.id()));
        }
        annotation("summary", alert.summary());
        annotation("description", alert.description() + rate);
        annotation("runbook_url", "{{ $externalLabels.runbooks_url }}/" + alert.name() + ".md");
        line("");
    }

    private String condition(Burn burn) {
        BigDecimal budget = objective.budget();
        boolean events = objective.indicator() instanceof Events;
        String condition = """
                  (
                    slo:sli_error:ratio_rate%s > %s * %s
                    and on (sloth_id)
                    slo:sli_error:ratio_rate%s > %s * %s
                    and on (%s)
                    %s offset %s
                """.formatted(
                        burn.longWindow() + selector(),
                        burn.factor(),
                        budget,
                        burn.shortWindow() + selector(),
                        burn.factor(),
                        budget,
                        events ? "sloth_id" : "",
                        seen(),
                        burn.half());
        if (events) {
            condition += """
                        and on (sloth_id)
                        avg_over_time(%s[%s]) * %d >= 10
                    """.formatted(bad(), burn.longWindow(), burn.seconds());
        }
        return condition + "  )\n";
    }

    private String summedRatio(String window) {
        return "sum_over_time(%s[%s]) / (sum_over_time(%s[%s]) > 0)".formatted(bad(), window, total(), window);
    }

    private String perBudget(String ratio) {
        return ratio + selector() + " / on (sloth_id) group_left () slo:error_budget:ratio" + selector();
    }

    /** A series that is there whenever the indicator is. */
    private String seen() {
        return objective.indicator() instanceof Time time ? time.series() : total();
    }

    private String bad() {
        return "finops:slo_events_bad:rate5m" + selector();
    }

    private String total() {
        return "finops:slo_events_total:rate5m" + selector();
    }

    private String selector() {
        return "{sloth_id=\"" + objective.id() + "\"}";
    }

    private String percent() {
        return objective.budget().movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private static String in(String window, String expression) {
        return expression.replace("@window@", window);
    }

    private void group(String name, String interval) {
        if (!name.equals("sli-recordings")) {
            line("");
        }
        line("  - name: sloth-slo-" + name + "-" + objective.id());
        line("    interval: " + interval);
        line("    rules:");
    }

    private void record(String series, String window, String expression) {
        line("      - record: " + series);
        expression(expression);
        line("        labels: {sloth_id: %s, sloth_service: %s, sloth_slo: %s%s}"
                .formatted(
                        objective.id(),
                        objective.service(),
                        objective.slo(),
                        window.isEmpty() ? "" : ", sloth_window: " + window));
    }

    private void expression(String expression) {
        if (expression.contains("\n")) {
            line("        expr: |");
            out.append(expression.indent(10));
        } else {
            line("        expr: " + expression);
        }
    }

    private void annotation(String name, String text) {
        line("          " + name + ": '" + text.replace("'", "''") + "'");
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}

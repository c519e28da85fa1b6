package io.finops.rehearsal.drill;

import io.finops.localstack.StackException;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whatever takes logs, traces and profiles is killed at once and kept down. It may cost a ticket, and no payment: customers get every answer. */
record TelemetryDown() implements Drill {
    private static final List<String> RECEIVERS = List.of("loki", "tempo", "alloy", "pyroscope");
    private static final Duration HELD = Duration.ofSeconds(60);
    /** A request may take ten seconds to fail, and the generator is scraped every fifteen. */
    private static final Duration COUNTED = Duration.ofSeconds(30);

    private static final String REQUESTS = "sum(traffic_generator_requests_total)";
    /** Neither an answer to a payment nor the right one to a double click. */
    private static final String FAILED = "sum(traffic_generator_requests_total"
            + "{outcome=~\"http_4xx|http_5xx|refused|closed|malformed|timeout|unfinished\"})";

    @Override
    public String name() {
        return "telemetry-down";
    }

    @Override
    public String summary() {
        return "Loki, Tempo, Alloy and Pyroscope are killed: tickets at most, and no payment fails";
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        StackAccess stack = context.stack();
        List<String> present = RECEIVERS.stream().filter(stack::has).toList();
        if (present.isEmpty()) {
            return new DrillReport(
                    true,
                    "not run: this stack has none of " + String.join(", ", RECEIVERS),
                    Map.of("drill", name(), "run", false, "absent", RECEIVERS));
        }
        double requests = value(stack, REQUESTS);
        double failed = value(stack, FAILED);
        DrillReport quiet =
                new QuietDrill(name(), summary(), Fault.killed(present.toArray(String[]::new)), HELD).run(context);
        Thread.sleep(COUNTED.toMillis());
        double answered = value(stack, REQUESTS) - requests;
        double lost = value(stack, FAILED) - failed;

        boolean passed = quiet.passed() && answered > 0 && lost == 0;
        Map<String, Object> fields = new LinkedHashMap<>(quiet.fields());
        fields.put("killed", present);
        fields.put("requests", answered);
        fields.put("failed_requests", lost);
        fields.put("passed", passed);
        return new DrillReport(
                passed,
                quiet.verdict()
                        + String.format(
                                Locale.ROOT,
                                ", %.0f of %.0f requests failed without %s",
                                lost,
                                answered,
                                String.join(", ", present)),
                fields);
    }

    private static double value(StackAccess stack, String promql) {
        return stack.prometheus()
                .value(promql)
                .orElseThrow(() -> new StackException("Prometheus knows nothing of the traffic generator: " + promql));
    }
}

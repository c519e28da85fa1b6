package io.finops.rehearsal.profiles;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.drill.DrillContext;
import io.finops.rehearsal.drill.DrillReport;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code ./stack drill hot-code}: a customer begins to ask for long lists of payments, one after the other. The difference of the CPU profiles before and during that names the
 * code that has become hot. Of a service that has just started it may not: compiling takes most of the CPU then.
 */
public final class HotCodeDrill implements Drill {
    private static final String HOT = "io/finops/payments/payment/PaymentListController.list";
    private static final String OURS = "io/finops/payments/";
    private static final String CPU = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";
    /** A tenth of the CPU is a difference that nobody has to look for. */
    private static final double GROWN = 0.1;
    /** The agent sends every 10 s, and the server writes what it got within a second. */
    private static final Duration SENT = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "hot-code";
    }

    @Override
    public String summary() {
        return "long lists of payments burn CPU; the difference of two profiles names the code (needs Pyroscope)";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("seconds", "45");
    }

    @Override
    public boolean partOfAll() {
        return false;
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        StackAccess stack = context.stack();
        if (!stack.has("pyroscope")) {
            throw new StackException("nothing is profiled: Pyroscope does not run (docs/traces.md, Profiles)");
        }
        Duration window = Duration.ofSeconds(context.number("seconds"));
        context.progress().accept("calm for " + window.toSeconds() + " s");
        Instant calm = Instant.now();
        Thread.sleep(window.toMillis());
        context.progress().accept("long lists for " + window.toSeconds() + " s");
        Instant hot = Instant.now();
        int lists = askForLists(stack, hot.plus(window));
        Instant end = Instant.now();
        Thread.sleep(SENT.toMillis());

        FlameDifference difference = difference(stack, calm, hot, end);
        List<FlameDifference.Growth> grown =
                difference.of(OURS).stream().limit(5).toList();
        boolean passed = difference.of(HOT).stream().anyMatch(growth -> growth.by() >= GROWN);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drill", name());
        fields.put("lists", lists);
        fields.put("grown", grown);
        fields.put("passed", passed);
        String verdict = grown.stream()
                .map(growth -> String.format(
                        Locale.ROOT,
                        "%s %.0f %% -> %.0f %%",
                        growth.function(),
                        100 * growth.before(),
                        100 * growth.after()))
                .collect(Collectors.joining(", "));
        return new DrillReport(passed, verdict.isEmpty() ? "there is no profile of payments-service" : verdict, fields);
    }

    private static int askForLists(StackAccess stack, Instant until) {
        int asked = 0;
        Map<String, String> merchant = Map.of("Authorization", "Bearer " + stack.merchantApiKey());
        while (Instant.now().isBefore(until)) {
            stack.http().get(stack.url("payments-service") + "/payments?limit=100", merchant);
            asked++;
        }
        return asked;
    }

    private static FlameDifference difference(StackAccess stack, Instant calm, Instant hot, Instant end) {
        HttpJson.Answer answer = stack.http()
                .send(
                        "POST",
                        stack.url("pyroscope") + "/querier.v1.QuerierService/Diff",
                        Json.MAPPER.writeValueAsString(Map.of("left", profile(calm, hot), "right", profile(hot, end))),
                        Map.of());
        if (answer.status() != 200) {
            throw new StackException("Pyroscope answers " + answer.status() + ": " + answer.body());
        }
        return FlameDifference.of(answer.json());
    }

    private static Map<String, Object> profile(Instant from, Instant to) {
        return Map.of(
                "profileTypeID",
                CPU,
                "labelSelector",
                "{service_name=\"payments-service\"}",
                "start",
                String.valueOf(from.toEpochMilli()),
                "end",
                String.valueOf(to.toEpochMilli()),
                "maxNodes",
                "65536");
    }
}

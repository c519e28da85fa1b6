package io.finops.benchmarks.payments;

import io.finops.benchmarks.Bench;
import io.finops.benchmarks.BenchContext;
import io.finops.benchmarks.BenchReport;
import io.finops.benchmarks.traffic.Generator;
import io.finops.localstack.plan.JvmOptions;
import io.finops.rehearsal.rig.PaymentsRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Ten times what the service can take, open loop, with a gateway as slow as real ones: how much it still gets done, how
 * fast it refuses the rest, whether it stays ready, and how soon it is back. Each round measures its own maximum first.
 */
public final class OverloadBench implements Bench {
    /** A service that has just started refuses some of eighty payments at once. */
    private static final int CONNECTIONS_OF_WARM_UP = 16;

    /** Below the service's limit of requests in flight, so that nothing is refused. */
    private static final int CONNECTIONS_AT_MAXIMUM = 80;
    /** Below its limit of connections. */
    private static final int CONNECTIONS_OF_THE_FLOOD = 800;

    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String summary() {
        return "ten times the payments that the service can take: goodput, refusals, readiness, recovery";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("rounds", "3");
        options.put("seconds", "60");
        options.put("warm-up", "30");
        options.put("factor", "10");
        return options;
    }

    @Override
    public BenchReport run(BenchContext context) throws InterruptedException {
        JvmOptions jvm = new JvmOptions(System.getenv());
        context.progress().accept("starting PostgreSQL, the gateway simulator and the service");
        try (PaymentsRig rig = new PaymentsRig(
                context.home(), context.scratch(), "realistic", List.of(List.of(ServiceVariant.NO_LIMIT)), jvm)) {
            PaymentLoad load = new PaymentLoad(
                    new Generator(context.home().jar("traffic-generator"), jvm), rig.apiKey(), context.scratch());
            load.round(rig.serviceUrls().get(0), CONNECTIONS_OF_WARM_UP, context.number("warm-up"), 0);
            List<Map<String, Object>> rounds = new ArrayList<>();
            for (int round = 1; round <= context.number("rounds"); round++) {
                rounds.add(round(context, rig, load));
                context.progress().accept("round " + round + ": " + rounds.get(round - 1));
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("bench", name());
            for (String figure : rounds.get(0).keySet()) {
                fields.put(
                        figure, rounds.stream().map(round -> round.get(figure)).toList());
            }
            return new BenchReport(
                    fields.entrySet().stream()
                            .map(field -> String.format("%-32s %s", field.getKey(), field.getValue()))
                            .toList(),
                    fields);
        }
    }

    private static Map<String, Object> round(BenchContext context, PaymentsRig rig, PaymentLoad load)
            throws InterruptedException {
        String url = rig.serviceUrls().get(0);
        int seconds = context.number("seconds");
        double maximum = load.round(url, CONNECTIONS_AT_MAXIMUM, seconds / 4, 0).rate();
        PaymentProbe calm = PaymentProbe.during(url, rig.apiKey(), () -> Thread.sleep(CALM.toMillis()));
        JsonNode[] flood = new JsonNode[1];
        PaymentProbe busy = PaymentProbe.during(
                url,
                rig.apiKey(),
                () -> flood[0] =
                        load.flood(url, CONNECTIONS_OF_THE_FLOOD, seconds, maximum * context.number("factor")));
        PaymentProbe after = PaymentProbe.during(url, rig.apiKey(), () -> Thread.sleep(AFTERWARDS.toMillis()));

        JsonNode statuses = flood[0].path("httpStatuses");
        double goodput =
                statuses.path("201").asLong() / flood[0].path("seconds").asDouble();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("maximum_rate", Medians.rounded(maximum));
        figures.put(
                "offered_rate",
                Medians.rounded(flood[0].path("rate").path("sent").asDouble()));
        figures.put("goodput", Medians.rounded(goodput));
        figures.put("goodput_to_maximum", Medians.rounded(goodput / maximum));
        figures.put("answers", statuses);
        figures.put("undecided", statuses.path("202").asLong());
        figures.put("errors", flood[0].path("errors"));
        figures.put("refusals_probed", busy.refusals());
        figures.put("refusal_p99_ms", Medians.rounded(busy.refusalMillis(0.99)));
        figures.put("refusal_max_ms", Medians.rounded(busy.refusalMillis(1)));
        figures.put("not_ready", busy.notReady() + " of " + busy.readinessAsked());
        figures.put("calm_p50_ms", Medians.rounded(calm.paymentMillis(0.5)));
        figures.put("back_after_seconds", Medians.rounded(after.secondsUntilBelow(2 * calm.paymentMillis(0.99))));
        figures.put("peak_resident_mib", rig.service(0).peakResidentBytes() >> 20);
        return figures;
    }
}

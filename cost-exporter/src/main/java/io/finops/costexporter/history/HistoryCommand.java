package io.finops.costexporter.history;

import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.Plan;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.source.CostQuery;
import io.finops.costexporter.source.CostSource;
import io.finops.costexporter.source.ReadFailure;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code java -jar cost-exporter.jar history --from=2026-08-01 --out=history.om}. One paid request a view and page. */
public final class HistoryCommand {
    private static final int ATTEMPTS = 3;

    private HistoryCommand() {}

    /** The exit code: 0 once the file is written. */
    public static int run(ExporterProperties properties, HistoryOptions options) throws IOException {
        Plan plan = Plan.of(properties);
        Clock clock = Clock.systemUTC();
        boolean simulated = properties.aws().simulated();
        RequestBudget budget =
                new RequestBudget(properties.stateDir().resolve("requests"), plan.requestBudget(), 0, clock);
        MeteredRequests meter = new MeteredRequests(budget, !simulated, new PrometheusRegistry());
        try (AwsClients clients = new AwsClients(
                Credentials.chain(properties.aws().profile()),
                properties.aws(),
                ATTEMPTS,
                meter,
                OpenTelemetry.noop())) {
            RequestBudget.Spent<Map<CostView, List<CostHistory>>> read =
                    budget.spending(false, () -> read(plan, sources(properties, clients, clock), options, clock));
            try (Writer out = Files.newBufferedWriter(options.out())) {
                new HistoryWriter(out, Labels.of("instance", "history", "job", "cost-exporter"))
                        .write(read.result(), simulated);
            }
            System.out.println("wrote " + options.from() + " to " + options.to() + " into " + options.out() + " with "
                    + read.requests() + " paid requests; load it with:");
            System.out.println(
                    "  promtool tsdb create-blocks-from openmetrics " + options.out() + " <Prometheus data folder>");
            return 0;
        } catch (ReadFailure failure) {
            System.err.println("history: " + failure.reason().label() + ": " + failure.getMessage());
            return 1;
        }
    }

    private static List<CostSource> sources(ExporterProperties properties, AwsClients clients, Clock clock) {
        List<CostSource> sources = new ArrayList<>(clients.exports(properties, clock));
        if (properties.readsCostExplorer()) {
            clients.payers().forEach(payer -> sources.add(payer.costs()));
        }
        return sources;
    }

    private static Map<CostView, List<CostHistory>> read(
            Plan plan, List<CostSource> sources, HistoryOptions options, Clock clock) {
        CostQuery query = new CostQuery(plan.views(), plan.bases(), options.from(), options.to());
        Map<CostView, List<CostHistory>> views = new LinkedHashMap<>();
        for (CostSource source : sources) {
            Map<String, CostReading> readings = source.read(query);
            for (CostView view : plan.views()) {
                CostReading reading = Objects.requireNonNull(readings.get(view.name()));
                views.computeIfAbsent(view, v -> new ArrayList<>())
                        .add(CostHistory.none(plan.bases())
                                .after(reading, clock.instant(), Settling.AT_ONCE, options.from()));
            }
        }
        return views;
    }
}

package io.finops.costexporter.history;

import io.finops.costexporter.ExporterFactory;
import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CostQuery;
import io.finops.costexporter.aws.CostSource;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.aws.PayerSources;
import io.finops.costexporter.aws.ReadFailure;
import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.request.AwsOperation;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.request.RequestMeter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code java -jar cost-exporter.jar history --from=2026-08-01 --out=history.om}. One paid request a view and page. */
public final class HistoryCommand {
    private HistoryCommand() {}

    /** The exit code: 0 once the file is written. */
    public static int run(ExporterProperties properties, HistoryOptions options) throws IOException {
        List<CostBasis> bases = ConfiguredViews.bases(properties.costBases());
        Clock clock = Clock.systemUTC();
        RequestBudget budget = new RequestBudget(
                properties.stateDir().resolve("requests"), properties.effectiveRequestBudget(0), 0, clock);
        Requests requests =
                new Requests(new MeteredRequests(budget, !properties.aws().simulated(), new PrometheusRegistry()));
        try (AwsClients clients = ExporterFactory.clients(
                properties, Credentials.chain(properties.aws().profile()), 3, requests)) {
            CostSource source = new PayerSources(
                            ExporterFactory.payers(properties, clients),
                            properties.aws().maxPages())
                    .costs();
            Instant now = clock.instant();
            Map<CostView, CostHistory> views = new LinkedHashMap<>();
            for (CostView view : ConfiguredViews.of(properties.views())) {
                views.put(
                        view,
                        CostHistory.none(bases)
                                .after(
                                        source.read(new CostQuery(view, bases, options.from(), options.to())),
                                        now,
                                        Settling.AT_ONCE,
                                        options.from()));
            }
            try (Writer out = Files.newBufferedWriter(options.out())) {
                new HistoryWriter(out, Labels.of("instance", "history", "job", "cost-exporter"))
                        .write(views, properties.aws().simulated());
            }
            System.out.println("wrote " + options.from() + " to " + options.to() + " into " + options.out() + " with "
                    + requests.paid + " paid requests; load it with:");
            System.out.println(
                    "  promtool tsdb create-blocks-from openmetrics " + options.out() + " <Prometheus data folder>");
            return 0;
        } catch (ReadFailure failure) {
            System.err.println("history: " + failure.reason().label() + ": " + failure.getMessage());
            return 1;
        }
    }

    /** Counts them, within the daily budget that the exporter of the same state folder has. */
    private static final class Requests implements RequestMeter {
        private final RequestMeter daily;
        private int paid;

        Requests(RequestMeter daily) {
            this.daily = daily;
        }

        @Override
        public synchronized void acquire(AwsOperation operation) {
            daily.acquire(operation);
            paid += operation.paid() ? 1 : 0;
        }

        @Override
        public void ended(AwsOperation operation, Outcome outcome) {
            daily.ended(operation, outcome);
        }
    }
}

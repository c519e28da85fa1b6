package io.finops.costexporter.check;

import io.finops.costexporter.ExporterFactory;
import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CallerIdentity;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.PayerSources;
import io.finops.costexporter.aws.ReadFailure;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.config.ConfiguredGuardrails;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.OptionalCollector;
import io.finops.costexporter.request.AwsOperation;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.request.RequestMeter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** {@code java -jar cost-exporter.jar check}. Costs at most two paid requests. */
public final class CheckCommand {
    private CheckCommand() {}

    /** The exit code: 0 when all is well. */
    public static int run(ExporterProperties properties) {
        return run(properties, Credentials.chain(properties.aws().profile()), Clock.systemUTC(), System.out);
    }

    /** The same with given credentials, at a given time. */
    public static int run(
            ExporterProperties properties, AwsCredentialsProvider credentials, Clock clock, PrintStream out) {
        List<CostView> views = ConfiguredViews.of(properties.views());
        Set<OptionalCollector> collectors =
                OptionalCollector.of(properties.collectors(), properties.aws().simulated());
        OptionalCollector.checkPayers(collectors, properties.aws().roles().size());
        int guardrails = ConfiguredGuardrails.of(properties.guardrails(), views).size();
        RequestBudget budget = new RequestBudget(
                properties.stateDir().resolve("requests"), properties.effectiveRequestBudget(), clock);
        RequestMeter meter = new TwoPaidRequests(
                new MeteredRequests(budget, !properties.aws().simulated(), new PrometheusRegistry()));
        try (AwsClients clients = ExporterFactory.clients(properties, credentials, meter)) {
            CallerIdentity identity = new CallerIdentity(
                    credentials, clients.payer().sts(), properties.stateDir().resolve("account"), System.getenv());
            Check check = new Check(
                    identity::resolve, new PayerSources(ExporterFactory.payers(properties, clients), 1).costs(), out);
            out.println("ok    configuration: views "
                    + views.stream()
                            .filter(view -> !view.isInternal())
                            .map(CostView::name)
                            .toList()
                    + ", cost bases " + properties.costBases() + ", collectors "
                    + collectors.stream().map(OptionalCollector::label).toList() + ", guardrails " + guardrails);
            return check.run(
                            ConfiguredViews.bases(properties.costBases()),
                            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                    ? 0
                    : 1;
        }
    }

    /** At most two a check, and within the daily budget that the exporter of the same state folder has. */
    private static final class TwoPaidRequests implements RequestMeter {
        private final RequestMeter daily;
        private int left = 2;

        TwoPaidRequests(RequestMeter daily) {
            this.daily = daily;
        }

        @Override
        public synchronized void acquire(AwsOperation operation) {
            if (operation.paid() && left-- <= 0) {
                throw new ReadFailure(FailureReason.BUDGET_EXHAUSTED, "a check makes at most two paid requests");
            }
            daily.acquire(operation);
        }

        @Override
        public void ended(AwsOperation operation, boolean success) {
            daily.ended(operation, success);
        }
    }
}

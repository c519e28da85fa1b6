package io.finops.costexporter.check;

import io.finops.costexporter.ExporterFactory;
import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CallerIdentity;
import io.finops.costexporter.aws.CostQuery;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.aws.PayerSources;
import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.config.ConfiguredGuardrails;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.OptionalCollector;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * {@code java -jar cost-exporter.jar check}: whether this can work. A paid request a payer for the bill, and for each
 * collector that is switched on and paid for; {@code --offline} looks at the configuration only and asks nothing.
 */
public final class CheckCommand {
    private CheckCommand() {}

    /** The exit code: 0 when all is well. */
    public static int run(ExporterProperties properties, boolean offline) {
        return run(properties, Credentials.chain(properties.aws().profile()), Clock.systemUTC(), System.out, offline);
    }

    /** The same with given credentials, at a given time. */
    public static int run(
            ExporterProperties properties,
            AwsCredentialsProvider credentials,
            Clock clock,
            PrintStream out,
            boolean offline) {
        List<CostView> views = ConfiguredViews.of(properties.views());
        List<CostBasis> bases = ConfiguredViews.bases(properties.costBases());
        Set<OptionalCollector> collectors =
                OptionalCollector.of(properties.collectors(), properties.aws().simulated());
        OptionalCollector.checkPayers(collectors, properties.aws().roles().size());
        int guardrails = ConfiguredGuardrails.of(properties.guardrails(), views, properties.everyGuardrailDry())
                .size();
        int needed = ExporterFactory.requestsADay(properties, views);
        int perDay = properties.effectiveRequestBudget(needed);
        out.println("ok    configuration: views "
                + views.stream()
                        .filter(view -> !view.isInternal())
                        .map(CostView::name)
                        .toList()
                + ", cost bases " + properties.costBases() + ", collectors "
                + collectors.stream().map(OptionalCollector::label).toList() + ", guardrails " + guardrails);
        out.println("ok    requests: " + needed + " paid ones a day of at most " + perDay
                + (properties.aws().simulated() ? ", against a simulator, so that nothing is billed" : ""));
        if (offline) {
            return 0;
        }
        RequestBudget budget = new RequestBudget(properties.stateDir().resolve("requests"), perDay, needed, clock);
        MeteredRequests meter = new MeteredRequests(budget, !properties.aws().simulated(), new PrometheusRegistry());
        try (AwsClients clients = ExporterFactory.clients(properties, credentials, 1, meter)) {
            CallerIdentity identity = new CallerIdentity(
                    credentials, clients.payer().sts(), properties.stateDir().resolve("account"), System.getenv());
            PayerSources sources = new PayerSources(ExporterFactory.payers(properties, clients), 1);
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return new Check(identity::resolve, questions(sources, collectors, bases, today), out).run() ? 0 : 1;
        }
    }

    private static List<Check.Question> questions(
            PayerSources sources, Set<OptionalCollector> collectors, List<CostBasis> bases, LocalDate today) {
        List<Check.Question> questions = new ArrayList<>();
        LocalDate yesterday = today.minusDays(1);
        questions.add(new Check.Question(
                "spend",
                "ce:GetCostAndUsage",
                "spend",
                () -> sources.costs()
                                .read(new CostQuery(CostView.WHOLE_BILL, bases, yesterday, today))
                                .isEmpty()
                        ? "Cost Explorer answers; it has nothing for " + yesterday + " yet"
                        : "Cost Explorer answers with the bill of " + yesterday));
        for (OptionalCollector collector : collectors) {
            switch (collector) {
                case FORECAST ->
                    questions.add(question(
                            collector,
                            "ce:GetCostForecast",
                            () -> sources.forecasts().read(bases.get(0), today)));
                case ANOMALIES ->
                    questions.add(question(
                            collector,
                            "ce:GetAnomalies",
                            () -> sources.anomalies().read(yesterday, today)));
                case BUDGETS ->
                    questions.add(question(
                            collector,
                            "budgets:ViewBudget",
                            () -> sources.budgets().read()));
                case SAVINGS_PLANS -> commitment(questions, collector, sources, Commitment.SAVINGS_PLANS, yesterday);
                case RESERVATIONS -> commitment(questions, collector, sources, Commitment.RESERVATIONS, yesterday);
            }
        }
        return questions;
    }

    /** Both of its figures, since each needs a permission of its own. */
    private static void commitment(
            List<Check.Question> questions,
            OptionalCollector collector,
            PayerSources sources,
            Commitment commitment,
            LocalDate yesterday) {
        String operation = commitment == Commitment.SAVINGS_PLANS ? "ce:GetSavingsPlans" : "ce:GetReservation";
        LocalDate from = yesterday.minusDays(1);
        questions.add(question(
                collector,
                operation + "Utilization",
                () -> sources.commitments().utilization(commitment, from, yesterday)));
        questions.add(question(
                collector, operation + "Coverage", () -> sources.commitments().coverage(commitment, from, yesterday)));
    }

    private static Check.Question question(OptionalCollector collector, String permission, Runnable ask) {
        return new Check.Question(collector.label(), permission, collector.label(), () -> {
            ask.run();
            return permission + " answers";
        });
    }
}

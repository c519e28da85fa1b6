package io.finops.costexporter.check;

import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CallerIdentity;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.aws.Payer;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.FocusProperties;
import io.finops.costexporter.config.OptionalCollector;
import io.finops.costexporter.config.Plan;
import io.finops.costexporter.focus.FocusSource;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.source.CostQuery;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * {@code java -jar cost-exporter.jar check}: whether this can work. A paid request a payer for the bill, for each billing
 * view, and for each collector that is switched on and paid for; {@code --offline} looks at the configuration only and asks nothing.
 */
public final class CheckCommand {
    private static final String S3_PERMISSIONS = "s3:ListBucket and s3:GetObject";

    private CheckCommand() {}

    /** The exit code: 0 when all is well. */
    public static int run(ExporterProperties properties, boolean offline) {
        return run(properties, Credentials.chain(properties.aws().profile()), Clock.systemUTC(), System.out, offline);
    }

    /** The same with given credentials, at a given time. */
    public static int run(
            ExporterProperties properties, Credentials credentials, Clock clock, PrintStream out, boolean offline) {
        Plan plan = Plan.of(properties);
        FocusSource.refuseWithoutDriver(properties.focus());
        boolean simulated = properties.aws().simulated();
        out.println("ok    configuration: views "
                + plan.views().stream()
                        .filter(view -> !view.isInternal())
                        .map(CostView::name)
                        .toList()
                + ", cost bases " + properties.costBases() + ", collectors "
                + plan.collectors().stream().map(OptionalCollector::label).toList()
                + (plan.usageOfExports() ? ", usage of exports" : "") + ", guardrails "
                + plan.guardrails().size());
        out.println("ok    requests: " + plan.requestsADay() + " paid ones a day of at most " + plan.requestBudget()
                + (simulated ? ", against a simulator, so that nothing is billed" : ""));
        if (offline) {
            return 0;
        }
        RequestBudget budget = new RequestBudget(
                properties.stateDir().resolve("requests"), plan.requestBudget(), plan.requestsADay(), clock);
        MeteredRequests meter = new MeteredRequests(budget, !simulated, new PrometheusRegistry());
        try (AwsClients clients = new AwsClients(credentials, properties.aws(), 1, meter, OpenTelemetry.noop())) {
            CallerIdentity identity = clients.caller(properties.stateDir().resolve("account"), System.getenv());
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            List<Check.Question> questions = new ArrayList<>();
            boolean costExplorer = properties.readsCostExplorer();
            Iterator<FocusProperties> exports = properties.focus().iterator();
            clients.exports(properties, clock).forEach(export -> {
                Check.Place place = exports.next().bucket() == null ? Check.Place.FOLDER : Check.Place.BUCKET;
                questions.add(export(export, place, plan, today));
                if (plan.usageOfExports()) {
                    questions.add(usage(export, place, today));
                }
            });
            clients.payers().forEach(payer -> questions.addAll(new Questions(payer, plan, today).all(costExplorer)));
            boolean needsAccount = costExplorer || !plan.collectors().isEmpty();
            return new Check(needsAccount ? identity::resolve : null, questions, out).run() ? 0 : 1;
        }
    }

    /** Reads it whole, as every view will need it. */
    private static Check.Question export(FocusSource export, Check.Place place, Plan plan, LocalDate today) {
        CostQuery query = new CostQuery(plan.views(), plan.bases(), today.minusMonths(1), today.plusDays(1));
        return new Check.Question(
                new Part("focus", export.name()).toString(), place, S3_PERMISSIONS, "focus-bucket", () -> {
                    CostReading reading = export.read(query).values().iterator().next();
                    return "the export of " + reading.asOf() + " has "
                            + reading.rows().size() + " rows up to "
                            + reading.days().lastKey();
                });
    }

    private static Check.Question usage(FocusSource export, Check.Place place, LocalDate today) {
        return new Check.Question(
                new Part("usage", export.name()).toString(),
                place,
                S3_PERMISSIONS,
                "focus-bucket",
                () -> "the export has quantities of "
                        + export.usage(today).rows().size() + " usage types");
    }

    /** What is asked of one payer. */
    private record Questions(Payer payer, Plan plan, LocalDate today) {
        List<Check.Question> all(boolean costExplorer) {
            List<Check.Question> questions = new ArrayList<>();
            if (costExplorer) {
                questions.add(new Check.Question(
                        named("spend"),
                        Check.Place.AWS,
                        "ce:GetCostAndUsage",
                        "spend",
                        () -> spend(CostView.WHOLE_BILL)));
                plan.views().stream()
                        .filter(view -> !view.billingView().isEmpty())
                        .forEach(view -> questions.add(new Check.Question(
                                "spend/" + new Part(view.name(), payer.name()),
                                Check.Place.AWS,
                                "billing:GetBillingViewData and ce:GetCostAndUsage",
                                "billing-views",
                                () -> spend(view))));
            }
            plan.collectors().forEach(collector -> questions.addAll(of(collector)));
            return questions;
        }

        private String named(String collector) {
            return new Part(collector, payer.name()).toString();
        }

        private LocalDate yesterday() {
            return today.minusDays(1);
        }

        private String spend(CostView view) {
            boolean empty =
                    payer.costs().read(new CostQuery(List.of(view), plan.bases(), yesterday(), today)).values().stream()
                            .allMatch(reading -> reading.isEmpty());
            return empty
                    ? "Cost Explorer answers; it has nothing for " + yesterday() + " yet"
                    : "Cost Explorer answers with the bill of " + yesterday();
        }

        private List<Check.Question> of(OptionalCollector collector) {
            return switch (collector) {
                case FORECAST ->
                    List.of(question(
                            collector,
                            "ce:GetCostForecast",
                            () -> payer.forecast(plan.bases().get(0), today)));
                case ANOMALIES ->
                    List.of(question(collector, "ce:GetAnomalies", () -> payer.anomalies(yesterday(), today)));
                case BUDGETS -> List.of(question(collector, "budgets:ViewBudget", payer::budgets));
                case SAVINGS_PLANS -> commitment(collector, Commitment.SAVINGS_PLANS, "ce:GetSavingsPlans");
                case RESERVATIONS -> commitment(collector, Commitment.RESERVATIONS, "ce:GetReservation");
                case USAGE -> List.of(question(collector, "ce:GetCostAndUsage", () -> payer.usage(today)));
                case RECOMMENDATIONS ->
                    List.of(question(
                            collector, "cost-optimization-hub:ListRecommendationSummaries", payer::recommendations));
                case MONTH_CHANGE ->
                    List.of(question(
                            collector,
                            "ce:GetCostAndUsageComparisons and ce:GetCostComparisonDrivers",
                            () -> payer.monthChange(plan.bases().get(0), today)));
            };
        }

        /** Both of its figures, since each needs a permission of its own. */
        private List<Check.Question> commitment(OptionalCollector collector, Commitment commitment, String operation) {
            LocalDate from = yesterday().minusDays(1);
            return List.of(
                    question(
                            collector,
                            operation + "Utilization",
                            () -> payer.utilization(commitment, from, yesterday())),
                    question(collector, operation + "Coverage", () -> payer.coverage(commitment, from, yesterday())));
        }

        private Check.Question question(OptionalCollector collector, String permission, Runnable ask) {
            return new Check.Question(named(collector.label()), Check.Place.AWS, permission, collector.label(), () -> {
                ask.run();
                return permission + " answers";
            });
        }
    }
}

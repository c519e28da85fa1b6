package io.finops.costexporter;

import io.finops.costexporter.anomaly.AnomalyPage;
import io.finops.costexporter.anomaly.AwsAnomalyPage;
import io.finops.costexporter.anomaly.RobustDetector;
import io.finops.costexporter.aws.AccountIdentity;
import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CallerIdentity;
import io.finops.costexporter.aws.CostSource;
import io.finops.costexporter.aws.PayerSources;
import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.budget.BudgetPage;
import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.commitment.CommitmentPage;
import io.finops.costexporter.commitment.CommitmentUse;
import io.finops.costexporter.config.ConfiguredGuardrails;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.OptionalCollector;
import io.finops.costexporter.forecast.ForecastPage;
import io.finops.costexporter.guardrail.Guardrails;
import io.finops.costexporter.guardrail.WebhookDelivery;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.publish.SourceInfo;
import io.finops.costexporter.publish.SpendSection;
import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.refresh.FetchingCollector;
import io.finops.costexporter.spend.RestatementByAge;
import io.finops.costexporter.spend.SavedViews;
import io.finops.costexporter.spend.SpendCollector;
import io.finops.costexporter.spend.SpendPolicy;
import io.finops.costexporter.spend.ViewStore;
import io.finops.costexporter.state.StateSection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes an exporter's parts from its configuration. */
final class Assembly {
    private final ExporterProperties properties;
    private final List<CostView> views;
    private final ViewStore store;

    Assembly(ExporterProperties properties, List<CostView> views, ViewStore store) {
        this.properties = properties;
        this.views = views;
        this.store = store;
    }

    Parts parts(PayerSources sources, PrometheusRegistry registry) {
        CostSource source = sources.costs();
        List<CostBasis> bases = ConfiguredViews.bases(properties.costBases());
        SpendPolicy policy = new SpendPolicy(bases, properties.settling());
        Cadence cadence = new Cadence(properties.refreshInterval());
        List<Collector> spend = new ArrayList<>();
        List<Collector> collectors = new ArrayList<>();
        CostView whole = CostView.wholeOf(views).orElseThrow();
        for (CostView view : views) {
            Duration interval = view.equals(whole) ? cadence.bill() : cadence.view();
            Collector collector =
                    new SpendCollector(view, policy, interval, source, store, view.equals(whole) ? null : whole);
            collectors.add(collector);
            if (view.equals(whole)) {
                spend.add(collector);
            }
        }
        List<StateSection<?>> sections = new ArrayList<>();
        sections.add(new SavedViews(views, bases, store));
        RestatementByAge restatement = new RestatementByAge(SpendCollector.collectorName(whole), store, whole.name());
        sections.add(restatement);
        List<PageSection> pages = new ArrayList<>();
        pages.add(restatement);
        pages.add(new SourceInfo(properties.aws().simulated()));
        pages.addAll(SpendSection.of(views, store));
        pages.add(new AnomalyPage(views, store, RobustDetector.STANDARD));
        addOptional(sources, bases.get(0), whole, collectors, sections, pages);
        Guardrails guardrails = new Guardrails(
                ConfiguredGuardrails.of(properties.guardrails(), views, properties.everyGuardrailDry()),
                views,
                store,
                new WebhookDelivery(),
                registry);
        sections.add(guardrails);
        pages.add(guardrails);
        return new Parts(collectors, spend, sections, pages, guardrails, properties.refreshInterval());
    }

    private void addOptional(
            PayerSources sources,
            CostBasis basis,
            CostView whole,
            List<Collector> collectors,
            List<StateSection<?>> sections,
            List<PageSection> pages) {
        OptionalParts parts = new OptionalParts(new Cadence(properties.refreshInterval()));
        Set<OptionalCollector> chosen =
                OptionalCollector.of(properties.collectors(), properties.aws().simulated());
        OptionalCollector.checkPayers(chosen, properties.aws().roles().size());
        for (OptionalCollector optional : chosen) {
            FetchingCollector<?> collector = switch (optional) {
                case FORECAST -> {
                    var forecast = parts.forecast(sources.forecasts(), basis);
                    pages.add(new ForecastPage(forecast::latest, () -> store.get(whole.name())));
                    yield forecast;
                }
                case ANOMALIES -> {
                    var anomalies = parts.anomalies(sources.anomalies());
                    pages.add(new AwsAnomalyPage(anomalies::latest));
                    yield anomalies;
                }
                case BUDGETS -> {
                    var budgets = parts.budgets(sources.budgets());
                    pages.add(new BudgetPage(budgets::latest));
                    yield budgets;
                }
                case SAVINGS_PLANS -> commitment(parts, sources, Commitment.SAVINGS_PLANS, pages);
                case RESERVATIONS -> commitment(parts, sources, Commitment.RESERVATIONS, pages);
            };
            collectors.add(collector);
            sections.add(collector);
        }
    }

    private static FetchingCollector<CommitmentUse> commitment(
            OptionalParts parts, PayerSources sources, Commitment commitment, List<PageSection> pages) {
        var collector = parts.commitment(sources.commitments(), commitment);
        pages.add(new CommitmentPage(commitment, collector::latest));
        return collector;
    }

    AccountIdentity identity(AwsClients clients) {
        List<ExporterProperties.Role> roles = properties.aws().roles();
        if (properties.aws().simulated() || !roles.isEmpty()) {
            return AccountIdentity.fixed(
                    roles.stream().map(ExporterProperties.Role::arn).toList().toString());
        }
        return new CallerIdentity(
                clients.credentials(),
                clients.payer().sts(),
                properties.stateDir().resolve("account"),
                System.getenv());
    }

    /** Where figures come from. */
    String origin() {
        ExporterProperties.Aws aws = properties.aws();
        return aws.endpoint() == null ? aws.region() : aws.endpoint().toString();
    }
}

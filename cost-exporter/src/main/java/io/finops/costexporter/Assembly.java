package io.finops.costexporter;

import io.finops.costexporter.anomaly.AnomalyPage;
import io.finops.costexporter.anomaly.AwsAnomalies;
import io.finops.costexporter.anomaly.RobustDetector;
import io.finops.costexporter.aws.AccountIdentity;
import io.finops.costexporter.aws.AnomalyApi;
import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.BudgetApi;
import io.finops.costexporter.aws.CallerIdentity;
import io.finops.costexporter.aws.CommitmentApi;
import io.finops.costexporter.aws.CostExplorerSource;
import io.finops.costexporter.aws.CostSource;
import io.finops.costexporter.aws.ForecastApi;
import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.budget.BudgetPage;
import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.commitment.CommitmentPage;
import io.finops.costexporter.commitment.CommitmentUse;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.OptionalCollector;
import io.finops.costexporter.forecast.ForecastPage;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.publish.SourceInfo;
import io.finops.costexporter.publish.SpendSection;
import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.refresh.FetchingCollector;
import io.finops.costexporter.spend.SavedViews;
import io.finops.costexporter.spend.SpendCollector;
import io.finops.costexporter.spend.SpendPolicy;
import io.finops.costexporter.spend.ViewStore;
import io.finops.costexporter.state.StateSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

    Parts parts(AwsClients clients) {
        CostSource source =
                new CostExplorerSource(clients.costExplorer(), properties.aws().maxPages());
        List<CostBasis> bases = ConfiguredViews.bases(properties.costBases());
        SpendPolicy policy = new SpendPolicy(bases, properties.settlingTime());
        List<Collector> spend = new ArrayList<>();
        List<Collector> collectors = new ArrayList<>();
        CostView whole = CostView.wholeOf(views).orElseThrow();
        for (CostView view : views) {
            // The whole bill sets the pace; other views follow at two thirds of it, so that many views cost less.
            Duration interval = view.equals(whole)
                    ? properties.refreshInterval()
                    : properties.refreshInterval().multipliedBy(3).dividedBy(2);
            Collector collector = new SpendCollector(view, policy, interval, source, store);
            collectors.add(collector);
            if (view.equals(whole)) {
                spend.add(collector);
            }
        }
        List<StateSection<?>> sections = new ArrayList<>();
        sections.add(new SavedViews(views, bases, store));
        List<PageSection> pages = new ArrayList<>();
        pages.add(new SourceInfo(properties.aws().simulated()));
        pages.add(new SpendSection(views, store));
        addOptional(clients, bases.get(0), whole, collectors, sections, pages);
        return new Parts(collectors, spend, sections, pages, properties.refreshInterval());
    }

    private void addOptional(
            AwsClients clients,
            CostBasis basis,
            CostView whole,
            List<Collector> collectors,
            List<StateSection<?>> sections,
            List<PageSection> pages) {
        OptionalParts parts = new OptionalParts(properties.refreshInterval());
        Supplier<Optional<AwsAnomalies>> awsAnomalies = Optional::empty;
        int maxPages = properties.aws().maxPages();
        Map<Commitment, Supplier<Optional<CommitmentUse>>> uses = new EnumMap<>(Commitment.class);
        for (OptionalCollector optional :
                OptionalCollector.of(properties.collectors(), properties.aws().simulated())) {
            FetchingCollector<?> collector = switch (optional) {
                case FORECAST -> {
                    var forecast = parts.forecast(new ForecastApi(clients.costExplorer()), basis);
                    pages.add(new ForecastPage(forecast::latest, () -> store.get(whole.name())));
                    yield forecast;
                }
                case ANOMALIES -> {
                    var anomalies = parts.anomalies(new AnomalyApi(clients.costExplorer(), maxPages));
                    awsAnomalies = anomalies::latest;
                    yield anomalies;
                }
                case BUDGETS -> {
                    var budgets = parts.budgets(new BudgetApi(clients.budgets(), clients.sts(), maxPages));
                    pages.add(new BudgetPage(budgets::latest));
                    yield budgets;
                }
                case SAVINGS_PLANS -> commitment(parts, clients, Commitment.SAVINGS_PLANS, uses);
                case RESERVATIONS -> commitment(parts, clients, Commitment.RESERVATIONS, uses);
            };
            collectors.add(collector);
            sections.add(collector);
        }
        pages.add(new AnomalyPage(views, store, RobustDetector.STANDARD, awsAnomalies));
        if (!uses.isEmpty()) {
            pages.add(new CommitmentPage(uses));
        }
    }

    private static FetchingCollector<CommitmentUse> commitment(
            OptionalParts parts,
            AwsClients clients,
            Commitment commitment,
            Map<Commitment, Supplier<Optional<CommitmentUse>>> uses) {
        var collector = parts.commitment(new CommitmentApi(clients.costExplorer()), commitment);
        uses.put(commitment, collector::latest);
        return collector;
    }

    AccountIdentity identity(AwsClients clients) {
        return properties.aws().simulated()
                ? AccountIdentity.fixed("simulated")
                : new CallerIdentity(
                        clients.credentials(),
                        clients.sts(),
                        properties.stateDir().resolve("account"));
    }

    /** Where figures come from. */
    String origin() {
        ExporterProperties.Aws aws = properties.aws();
        return aws.endpoint() == null ? aws.region() : aws.endpoint().toString();
    }
}

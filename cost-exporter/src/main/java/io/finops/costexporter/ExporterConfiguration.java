package io.finops.costexporter;

import io.finops.costexporter.anomaly.AnomalyPage;
import io.finops.costexporter.anomaly.RobustDetector;
import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.AwsCollectors;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.aws.Payer;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.FocusProperties;
import io.finops.costexporter.config.InvalidConfiguration;
import io.finops.costexporter.config.Plan;
import io.finops.costexporter.focus.FocusSource;
import io.finops.costexporter.guardrail.Guardrails;
import io.finops.costexporter.guardrail.WebhookDelivery;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.publish.PayerInfo;
import io.finops.costexporter.publish.Publisher;
import io.finops.costexporter.publish.SourceInfo;
import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.refresh.CollectorStatus;
import io.finops.costexporter.refresh.FetchingCollector;
import io.finops.costexporter.refresh.Refresher;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.scrape.MetricsPage;
import io.finops.costexporter.source.AccountIdentity;
import io.finops.costexporter.spend.Spend;
import io.finops.costexporter.spend.SpendCollector;
import io.finops.costexporter.spend.SpendPolicy;
import io.finops.costexporter.spend.ViewStore;
import io.finops.costexporter.state.StateLock;
import io.finops.costexporter.state.StateSection;
import io.finops.costexporter.tracing.TracedCollector;
import io.finops.costexporter.usage.UsageCollector;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the exporter. Clock, threads, credentials, registry and tracing come from outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExporterProperties.class)
public class ExporterConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ExporterConfiguration.class);

    @Bean
    Plan plan(ExporterProperties properties) {
        Plan plan = Plan.of(properties);
        LOG.atInfo()
                .addKeyValue("paid_requests_a_day", plan.requestsADay())
                .addKeyValue("request_budget_per_day", plan.requestBudget())
                .addKeyValue("usd_a_month", properties.aws().simulated() ? BigDecimal.ZERO : plan.usdAMonth())
                .log("what this configuration takes");
        return plan;
    }

    /** Taken before anything is read from or written to the folder. */
    @Bean
    StateLock stateLock(ExporterProperties properties, Plan plan) {
        String property = "cost-exporter.state-dir";
        Path folder = properties.stateDir();
        try {
            return StateLock.take(folder)
                    .orElseThrow(() -> new InvalidConfiguration(
                            property, folder, "a folder that no other running exporter uses, and one does"));
        } catch (IOException e) {
            throw new InvalidConfiguration(property, folder, "a folder that can be written (" + e + ")");
        }
    }

    @Bean
    RequestBudget requestBudget(ExporterProperties properties, Plan plan, StateLock lock, Clock clock) {
        return new RequestBudget(
                properties.stateDir().resolve("requests"), plan.requestBudget(), plan.requestsADay(), clock);
    }

    @Bean
    AwsClients awsClients(
            ExporterProperties properties,
            Credentials credentials,
            RequestBudget budget,
            PrometheusRegistry registry,
            OpenTelemetry telemetry) {
        ExporterProperties.Aws aws = properties.aws();
        return new AwsClients(credentials, aws, 1, new MeteredRequests(budget, !aws.simulated(), registry), telemetry);
    }

    /** Where only exports are read, saved figures are kept under their folders, and AWS is not asked for an account. */
    @Bean
    AccountIdentity identity(ExporterProperties properties, Plan plan, AwsClients clients) {
        ExporterProperties.Aws aws = properties.aws();
        if (!properties.readsCostExplorer() && plan.collectors().isEmpty()) {
            return AccountIdentity.fixed("focus "
                    + properties.focus().stream().map(FocusProperties::origin).toList());
        }
        return clients.identity(properties.stateDir().resolve("account"))
                .at(aws.endpoint() == null ? aws.region() : aws.endpoint().toString());
    }

    @Bean
    ViewStore viewStore(Plan plan) {
        return new ViewStore(plan.views());
    }

    /** The whole bill first: it is what the age of all figures is judged by. */
    @Bean
    Spend spend(
            ExporterProperties properties, Plan plan, ViewStore store, AwsClients clients, List<FocusSource> exports) {
        SpendPolicy policy = new SpendPolicy(plan.bases(), plan.settling());
        List<CostView> views = new ArrayList<>(List.of(store.whole()));
        plan.views().stream().filter(view -> !view.equals(store.whole())).forEach(views::add);
        List<SpendCollector> collectors = new ArrayList<>();
        for (CostView view : properties.readsCostExplorer() ? views : List.<CostView>of()) {
            Duration interval = view.equals(store.whole())
                    ? plan.cadence().bill()
                    : plan.cadence().view();
            for (Payer payer : clients.payers()) {
                collectors.add(new SpendCollector(List.of(view), policy, interval, payer.costs(), store));
            }
        }
        for (FocusSource export : exports) {
            collectors.add(new SpendCollector(views, policy, plan.cadence().bill(), export, store));
        }
        return new Spend(store, policy, collectors);
    }

    @Bean
    List<FocusSource> exports(ExporterProperties properties, AwsClients clients, Clock clock) {
        return clients.exports(properties, clock);
    }

    @Bean
    List<FetchingCollector<?>> besideSpend(Plan plan, ViewStore store, AwsClients clients, List<FocusSource> exports) {
        List<FetchingCollector<?>> all = new ArrayList<>(new AwsCollectors(plan, store).of(clients.payers()));
        if (plan.usageOfExports()) {
            exports.forEach(export ->
                    all.add(UsageCollector.of(export.name(), plan.cadence().daily(), false, export::usage)));
        }
        return all;
    }

    @Bean
    Guardrails guardrails(Plan plan, ViewStore store, PrometheusRegistry registry) {
        return new Guardrails(plan.guardrails(), store, new WebhookDelivery(), registry);
    }

    @Bean
    CollectorStatus collectorStatus(
            ExporterProperties properties,
            Spend spend,
            List<FetchingCollector<?>> besideSpend,
            Clock clock,
            PrometheusRegistry registry) {
        return new CollectorStatus(
                collectors(spend, besideSpend), spend.wholeBill(), properties.refreshInterval(), clock, registry);
    }

    @Bean
    Publisher publisher(
            ExporterProperties properties,
            Spend spend,
            List<FetchingCollector<?>> besideSpend,
            Guardrails guardrails,
            CollectorStatus status,
            Clock clock,
            PrometheusRegistry registry) {
        List<PageSection> pages = new ArrayList<>();
        pages.add(sourceInfo(properties));
        pages.add(payerInfo(properties));
        pages.addAll(spend.pages());
        pages.add(new AnomalyPage(spend.store(), RobustDetector.STANDARD, spend.billCollectors()));
        pages.addAll(besideSpend);
        pages.add(guardrails);
        Publisher publisher = new Publisher(pages, status::published, clock);
        registry.register(publisher.page());
        return publisher;
    }

    @Bean
    CostExporter exporter(
            ExporterProperties properties,
            AccountIdentity identity,
            Spend spend,
            List<FetchingCollector<?>> besideSpend,
            Guardrails guardrails,
            RequestBudget budget,
            CollectorStatus status,
            Publisher publisher,
            ExecutorService readers,
            Clock clock,
            RandomGenerator random,
            OpenTelemetry telemetry) {
        List<StateSection<?>> sections = new ArrayList<>(spend.sections());
        sections.addAll(besideSpend);
        sections.add(guardrails);
        Snapshot snapshot = new Snapshot(sections);
        List<Collector> collectors = collectors(spend, besideSpend);
        Tracer tracer = telemetry.getTracer("io.finops.costexporter");
        CostExporter exporter = new CostExporter(
                collectors,
                identity,
                properties.stateDir(),
                snapshot,
                new Refresher(
                        collectors.stream()
                                .map(collector -> new TracedCollector(collector, tracer))
                                .toList(),
                        new Outcomes(status, publisher, snapshot),
                        budget,
                        readers,
                        clock,
                        random.nextLong()),
                status,
                publisher,
                guardrails,
                clock);
        exporter.open();
        return exporter;
    }

    @Bean
    MetricsPage metricsPage(PrometheusRegistry registry, Publisher publisher) {
        return new MetricsPage(registry, publisher.page());
    }

    private static SourceInfo sourceInfo(ExporterProperties properties) {
        Map<String, Boolean> simulated = new LinkedHashMap<>();
        if (properties.readsCostExplorer()) {
            simulated.put("cost-explorer", properties.aws().simulated());
        }
        if (!properties.focus().isEmpty()) {
            simulated.put("focus", properties.focus().stream().anyMatch(FocusProperties::simulated));
        }
        return new SourceInfo(simulated);
    }

    private static PayerInfo payerInfo(ExporterProperties properties) {
        Map<String, Map<String, String>> payers = new LinkedHashMap<>();
        properties.aws().roles().forEach(role -> {
            Map<String, String> labels = new LinkedHashMap<>(role.labels());
            labels.put("payer_alias", role.alias());
            payers.put(role.account(), labels);
        });
        return new PayerInfo(payers);
    }

    private static List<Collector> collectors(Spend spend, List<FetchingCollector<?>> besideSpend) {
        List<Collector> all = new ArrayList<>(spend.collectors());
        all.addAll(besideSpend);
        return all;
    }
}

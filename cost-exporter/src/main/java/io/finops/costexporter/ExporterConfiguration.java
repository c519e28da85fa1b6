package io.finops.costexporter;

import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CostExplorerSource;
import io.finops.costexporter.aws.CostSource;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.publish.PublishedPage;
import io.finops.costexporter.publish.Publisher;
import io.finops.costexporter.refresh.Attempt;
import io.finops.costexporter.refresh.AttemptLog;
import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.refresh.CollectorStatus;
import io.finops.costexporter.refresh.RefreshListener;
import io.finops.costexporter.refresh.RefreshLoop;
import io.finops.costexporter.refresh.Refresher;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.spend.SpendCollector;
import io.finops.costexporter.spend.SpendPolicy;
import io.finops.costexporter.spend.ViewStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Puts the parts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExporterProperties.class)
class ExporterConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Views views(ExporterProperties properties) {
        return new Views(ConfiguredViews.of(properties.views()));
    }

    /** The views as one bean, so that Spring does not gather them by type. */
    record Views(List<CostView> all) {}

    @Bean
    MeteredRequests requests(ExporterProperties properties, PrometheusRegistry registry, Clock clock) {
        return new MeteredRequests(
                new RequestBudget(
                        properties.stateDir().resolve("requests"), properties.effectiveRequestBudget(), clock),
                !properties.aws().simulated(),
                registry);
    }

    @Bean
    AwsClients awsClients(ExporterProperties properties, MeteredRequests requests) {
        ExporterProperties.Aws aws = properties.aws();
        return new AwsClients(
                DefaultCredentialsProvider.builder().build(),
                Region.of(aws.region()),
                aws.endpoint(),
                aws.timeout(),
                requests);
    }

    @Bean
    CostSource costSource(AwsClients clients, ExporterProperties properties) {
        return new CostExplorerSource(clients.costExplorer(), properties.aws().maxPages());
    }

    @Bean
    ViewStore viewStore() {
        return new ViewStore();
    }

    @Bean
    PublishedPage page(PrometheusRegistry registry) {
        PublishedPage page = new PublishedPage(Publisher.families());
        registry.register(page);
        return page;
    }

    @Bean
    Publisher publisher(Views views, ViewStore store, ExporterProperties properties, PublishedPage page, Clock clock) {
        return new Publisher(views.all(), store, properties.aws().simulated(), page, clock);
    }

    @Bean
    RefreshLoop refreshLoop(
            Views views,
            ExporterProperties properties,
            CostSource source,
            ViewStore store,
            Publisher publisher,
            PrometheusRegistry registry,
            Clock clock) {
        SpendPolicy policy = new SpendPolicy(
                ConfiguredViews.bases(properties.costBases()), properties.settlingTime(), properties.refreshInterval());
        List<Collector> spend = views.all().stream()
                .<Collector>map(view -> new SpendCollector(view, policy, source, store))
                .toList();
        CollectorStatus status = new CollectorStatus(spend, spend, properties.refreshInterval(), registry);
        RefreshListener listener = new RefreshListener() {
            @Override
            public void succeeded(String collector, Instant at, Duration took) {
                status.succeeded(collector, at, took);
                publisher.publish();
            }

            @Override
            public void failed(String collector, io.finops.costexporter.aws.FailureReason reason) {
                status.failed(collector, reason);
            }
        };
        AttemptLog none = new AttemptLog() {
            @Override
            public Map<String, Attempt> load() {
                return Map.of();
            }

            @Override
            public void save(Map<String, Attempt> attempts) {}
        };
        Refresher refresher =
                new Refresher(spend, none, listener, clock, new SecureRandom().nextLong(), Duration.ofDays(1));
        publisher.publish();
        return new RefreshLoop(() -> {
            refresher.runDue();
            publisher.publishOnTheHour();
        });
    }
}

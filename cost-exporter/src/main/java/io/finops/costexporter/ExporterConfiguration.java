package io.finops.costexporter;

import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.refresh.RefreshLoop;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.spend.ViewStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
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
    ViewStore viewStore() {
        return new ViewStore();
    }

    @Bean
    CostExporter exporter(
            ExporterProperties properties,
            Views views,
            ViewStore store,
            AwsClients clients,
            PrometheusRegistry registry,
            Clock clock) {
        Assembly assembly = new Assembly(properties, views.all(), store);
        return new CostExporter(
                assembly.parts(clients),
                assembly.identity(clients),
                assembly.origin(),
                properties.stateDir(),
                registry,
                clock,
                new SecureRandom().nextLong());
    }

    @Bean
    RefreshLoop refreshLoop(CostExporter exporter) {
        exporter.open();
        return new RefreshLoop(exporter::tick);
    }
}

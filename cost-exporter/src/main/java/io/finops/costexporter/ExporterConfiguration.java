package io.finops.costexporter;

import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.refresh.RefreshLoop;
import io.finops.costexporter.scrape.MetricsPage;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the exporter inside Spring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExporterProperties.class)
class ExporterConfiguration {
    @Bean(destroyMethod = "close")
    ExporterFactory.Running exporter(
            ExporterProperties properties, PrometheusRegistry registry, ExecutorService readers) {
        Info.builder()
                .name("cost_exporter_build_info")
                .help("Which build this is. Always 1.")
                .labelNames("version", "commit")
                .register(registry)
                .setLabelValues(BuildInfo.version(), BuildInfo.commit());
        ExporterFactory.Running running = ExporterFactory.create(
                properties,
                Credentials.chain(properties.aws().profile()),
                registry,
                readers,
                Clock.systemUTC(),
                new SecureRandom().nextLong());
        running.exporter().open();
        return running;
    }

    /** A thread for each read that is under way; the loop below ends them in order. */
    @Bean(destroyMethod = "")
    ExecutorService readers() {
        return RefreshLoop.threads();
    }

    @Bean
    MetricsPage metricsPage(ExporterFactory.Running running) {
        return new MetricsPage(running.exporter().registry(), running.exporter().page());
    }

    @Bean
    RefreshLoop refreshLoop(ExporterFactory.Running running, ExecutorService readers) {
        return new RefreshLoop(running.exporter()::tick, readers);
    }
}

package io.finops.costexporter;

import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.InvalidConfiguration;
import io.finops.costexporter.errors.ErrorMetrics;
import io.finops.costexporter.refresh.RefreshLoop;
import io.finops.telemetry.profiling.Profiling;
import io.finops.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the exporter's parts need from outside, in the service. */
@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    Profiling profiling() {
        return Profiling.start("cost-exporter", BuildInfo.version(), System.getenv());
    }

    /** Whoever wants traces names an endpoint; what it makes ends with the process. */
    @Bean(destroyMethod = "")
    OpenTelemetry telemetry(Profiling profiling) {
        try {
            // A few refreshes a day.
            return new Tracing("cost-exporter", "parentbased_always_on", 512)
                    .open(System.getenv(), BuildInfo.version(), profiling::spans)
                    .orElse(OpenTelemetry.noop());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(String.valueOf(e.getMessage()));
        }
    }

    @Bean
    Credentials credentials(ExporterProperties properties) {
        return Credentials.chain(properties.aws().profile());
    }

    /** A thread for each read that is under way; the loop below ends them in order. */
    @Bean(destroyMethod = "")
    ExecutorService readers() {
        return RefreshLoop.threads();
    }

    @Bean
    RefreshLoop refreshLoop(CostExporter exporter, ExecutorService readers) {
        return new RefreshLoop(exporter::tick, readers);
    }

    @Bean
    ErrorMetrics errors(PrometheusRegistry registry) {
        return new ErrorMetrics(registry, "cost-exporter");
    }

    @Bean
    Info buildInfo(PrometheusRegistry registry) {
        Info info = Info.builder()
                .name("cost_exporter_build_info")
                .help("Which build this is. Always 1.")
                .labelNames("version", "commit")
                .register(registry);
        info.setLabelValues(BuildInfo.version(), BuildInfo.commit());
        return info;
    }
}

package io.finops.payments.metrics;

import io.finops.payments.ledger.LedgerTotalsReader;
import io.finops.payments.money.AcceptedCurrencies;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Objects;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    PaymentMetrics paymentMetrics(MeterRegistry registry, AcceptedCurrencies currencies) {
        return new PaymentMetrics(registry, currencies);
    }

    @Bean
    LedgerCollector ledgerCollector(PrometheusRegistry registry, AcceptedCurrencies currencies) {
        LedgerCollector collector = new LedgerCollector(currencies);
        registry.register(collector);
        return collector;
    }

    @Bean
    SharedScrape prometheusEndpoint(PrometheusRegistry registry, PrometheusConfig config) {
        return new SharedScrape(
                registry, Objects.requireNonNullElseGet(config.prometheusProperties(), Properties::new));
    }

    @Bean
    ActuatorPaths.Scrape scrapeEndpoint(PrometheusScrapeEndpoint prometheus) {
        return new ActuatorPaths.Scrape(prometheus);
    }

    @Bean
    ActuatorPaths.Index indexEndpoint(ObjectProvider<PathMappedEndpoints> endpoints) {
        return new ActuatorPaths.Index(endpoints);
    }

    @Bean
    Gauge takeRateGauge(MeterRegistry registry, TakeRate takeRate) {
        return Gauge.builder("finops_take_rate", takeRate::share)
                .description("Declared share of captured value that is ours")
                .register(registry);
    }

    @Bean
    MeterBinder compilerTime() {
        CompilerTime time = new CompilerTime();
        return registry -> {
            if (time.isKnown()) {
                FunctionCounter.builder("process_compiler_cpu_seconds_total", time, CompilerTime::seconds)
                        .description("CPU time of the JVM's compilers, part of that of the process")
                        .register(registry);
            }
        };
    }

    @Bean
    LedgerReading ledgerReading(LedgerTotalsReader reader, LedgerCollector collector) {
        return new LedgerReading(reader, collector);
    }

    @Bean
    Info buildInfo(
            PrometheusRegistry registry, ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> git) {
        Info info = Info.builder()
                .name("app_build_info")
                .help("Release marker")
                .labelNames("version", "commit")
                .register(registry);
        Release release = Release.of(build.getIfAvailable(), git.getIfAvailable());
        info.setLabelValues(release.version(), release.commit());
        return info;
    }
}

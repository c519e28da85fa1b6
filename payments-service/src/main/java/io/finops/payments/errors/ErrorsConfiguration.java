package io.finops.payments.errors;

import ch.qos.logback.classic.LoggerContext;
import io.finops.telemetry.errors.Fingerprint;
import io.finops.telemetry.errors.GroupedErrors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ErrorsConfiguration {
    @Bean(destroyMethod = "uninstall")
    GroupedErrors groupedErrors(MeterRegistry registry, @Value("${spring.application.name}") String service) {
        // At zero from the start: a rule can tell "none" from "not known".
        counter(registry, service, GroupedErrors.OTHER).increment(0);
        return GroupedErrors.install(
                (LoggerContext) LoggerFactory.getILoggerFactory(),
                error -> counter(registry, service, error).increment());
    }

    private static Counter counter(MeterRegistry registry, String service, Fingerprint error) {
        return Counter.builder("errors_total")
                .description(
                        "Exceptions in the log, by what they have in common; what there is no more room for is other.")
                .tag("service", service)
                .tag("fingerprint", error.id())
                .tag("type", error.type())
                .register(registry);
    }
}

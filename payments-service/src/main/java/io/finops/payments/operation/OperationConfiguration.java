package io.finops.payments.operation;

import io.finops.payments.gateway.GatewayProperties;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationConfiguration {
    /**
     * Beyond the gateway's patience: two statements of the database and their usual waits. Whoever has charged may wait longer for a connection;
     * the reconciler then asks the gateway too, and what is recorded first stands.
     */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    @Bean
    Lease lease(GatewayProperties gateway) {
        return new Lease(gateway.patience().plus(MARGIN));
    }

    @Bean
    Spans spans(ObjectProvider<Tracer> tracer) {
        return new Spans(tracer.getIfAvailable(() -> Tracer.NOOP));
    }
}

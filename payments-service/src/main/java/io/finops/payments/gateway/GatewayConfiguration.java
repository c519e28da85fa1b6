package io.finops.payments.gateway;

import io.finops.payments.metrics.Buckets;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
    @Bean
    GatewayHttp gatewayHttp(
            GatewayProperties properties,
            JsonMapper json,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator) {
        return new GatewayHttp(
                properties,
                json,
                tracer.getIfAvailable(() -> Tracer.NOOP),
                propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    CircuitBreaker gatewayBreaker(MeterRegistry registry) {
        CircuitBreaker breaker = CircuitBreaker.of(
                "gateway",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(50)
                        .minimumNumberOfCalls(20)
                        // Where half of the attempts fail, three attempts still save seven payments in eight: opening
                        // would lose them all.
                        .failureRateThreshold(80)
                        .slowCallRateThreshold(100)
                        .slowCallDurationThreshold(Duration.ofMinutes(10))
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(5)
                        .maxWaitDurationInHalfOpenState(Duration.ofSeconds(10))
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LoggerFactory.getLogger(CardGateway.class)
                        .atWarn()
                        .addKeyValue("event", "gateway_circuit")
                        .addKeyValue("state", event.getStateTransition().getToState())
                        .log("circuit breaker of the gateway changed"));
        Gauge.builder("gateway_circuit_state", breaker, b -> switch (b.getState()) {
                    case OPEN, FORCED_OPEN -> 2;
                    case HALF_OPEN -> 1;
                    default -> 0;
                })
                .description("Circuit breaker of the gateway: 0 closed, 1 half open, 2 open")
                .register(registry);
        return breaker;
    }

    @Bean
    CardGateway cardGateway(
            GatewayHttp http,
            GatewayProperties properties,
            CircuitBreaker breaker,
            MeterRegistry registry,
            ObjectProvider<Tracer> tracer) {
        Bulkhead bulkhead = Bulkhead.of(
                "gateway",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(properties.maxConcurrentCalls())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        GatewaySilence silence = new GatewaySilence(System::nanoTime);
        Gauge.builder("gateway_silence_seconds", silence, GatewaySilence::seconds)
                .description("For how long calls have waited at the gateway without any answer; 0 while none waits")
                .register(registry);
        return new ResilientCardGateway(
                http,
                new GatewayMetrics(registry, Buckets.requests()),
                new AttemptSpans(tracer.getIfAvailable(() -> Tracer.NOOP), properties.address(), breaker),
                breaker,
                bulkhead,
                silence,
                properties.attempts());
    }
}

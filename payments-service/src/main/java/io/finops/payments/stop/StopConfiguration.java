package io.finops.payments.stop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StopConfiguration {
    @Bean
    StopNotice stopNotice(StopProperties properties) {
        return new StopNotice(properties.notice());
    }

    @Bean
    Gauge stoppingGauge(MeterRegistry registry, StopNotice notice) {
        return Gauge.builder("app_stopping", notice, stop -> stop.stopping() ? 1 : 0)
                .description("1 from the moment this instance was told to stop")
                .register(registry);
    }
}

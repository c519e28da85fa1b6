package io.finops.payments.stop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class StopConfiguration {
    @Bean
    StopNotice stopNotice(StopProperties properties) {
        return new StopNotice(properties.notice());
    }

    /** First of all, so that refusals of the filters behind it end connections, too. */
    @Bean
    FilterRegistrationBean<Filter> connectionEndFilter(StopNotice notice) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new ConnectionEndFilter(notice));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    Gauge stoppingGauge(MeterRegistry registry, StopNotice notice) {
        return Gauge.builder("app_stopping", notice, stop -> stop.stopping() ? 1 : 0)
                .description("1 from the moment this instance was told to stop")
                .register(registry);
    }
}

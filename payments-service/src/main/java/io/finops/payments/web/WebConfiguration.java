package io.finops.payments.web;

import io.finops.payments.admission.Admission;
import io.finops.payments.admission.AdmissionProperties;
import io.finops.payments.admission.MerchantRates;
import io.finops.payments.merchant.ApiKeyFile;
import io.finops.payments.merchant.ApiKeyUse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The order at the edge: the trace, headers, timing, who is calling, how much they send, whether there is a place. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final String[] API = {"/payments/*", "/refunds/*"};

    @Bean
    FilterRegistrationBean<Filter> traceFilter(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return filter(
                new TraceFilter(
                        tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP)),
                0,
                API);
    }

    @Bean
    FilterRegistrationBean<Filter> responseHeadersFilter() {
        return filter(new ResponseHeadersFilter(), 1, "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> requestTimingFilter(MeterRegistry registry, ObjectProvider<Tracer> tracer) {
        RequestLog log = new RequestLog(tracer.getIfAvailable(() -> Tracer.NOOP));
        return filter(new RequestTimingFilter(registry, log), 2, "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> problemFilter(JsonMapper json) {
        return filter(new ProblemFilter(json), 3, API);
    }

    @Bean
    FilterRegistrationBean<Filter> authenticationFilter(ApiKeyFile keys, MeterRegistry registry, Clock clock) {
        return filter(new AuthenticationFilter(keys, new ApiKeyUse(registry, clock), clock), 4, API);
    }

    @Bean
    FilterRegistrationBean<Filter> bodyLimitFilter(@Value("${server.tomcat.connection-timeout}") Duration patience) {
        return filter(new BodyLimitFilter(patience), 5, API);
    }

    @Bean
    FilterRegistrationBean<Filter> admissionFilter(AdmissionProperties properties, MeterRegistry registry) {
        return filter(
                new AdmissionFilter(
                        new Admission(properties.maxInFlight()),
                        new MerchantRates(
                                properties.merchantRequestsPerSecond(), properties.merchantBurst(), System::nanoTime),
                        registry),
                6,
                API);
    }

    /** A number is not a text, and a text is no number. */
    @Bean
    JsonMapperBuilderCustomizer noCoercion() {
        return builder -> builder.withCoercionConfig(LogicalType.Textual, config -> {
            config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
    }

    /** Who asks for problem details only is answered like who asks for JSON: a problem when there is one. */
    @Bean
    WebMvcConfigurer problemsAreJson() {
        return new WebMvcConfigurer() {
            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
                HeaderContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();
                configurer.strategies(List.of(request -> header.resolveMediaTypes(request).stream()
                        .map(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON)
                                ? MediaType.APPLICATION_JSON
                                : type)
                        .toList()));
            }
        };
    }

    /** What Tomcat refuses before any filter, such as a broken path, is a problem detail too. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> punctualHeaders() {
        return factory -> factory.setProtocol(PunctualHttp11.class.getName());
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, int order, String... patterns) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.addUrlPatterns(patterns);
        return registration;
    }
}

package io.finops.payments.tracing;

import io.finops.telemetry.profiling.Profiling;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Profiles of this process, and the spans that lead to theirs, where somebody takes them. */
@Configuration(proxyBeanMethods = false)
class ProfilingConfiguration {
    @Bean
    Profiling profiling(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        String version = properties == null ? null : properties.getVersion();
        return Profiling.start("payments-service", version == null ? "unknown" : version, System.getenv());
    }

    @Bean
    SdkTracerProviderBuilderCustomizer profiledSpans(Profiling profiling) {
        return provider -> profiling.spans().ifPresent(provider::addSpanProcessor);
    }
}

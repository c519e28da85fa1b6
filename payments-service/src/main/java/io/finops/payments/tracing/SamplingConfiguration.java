package io.finops.payments.tracing;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which requests are traced: as whoever sent them has decided, else by share. */
@Configuration(proxyBeanMethods = false)
class SamplingConfiguration {
    /** @param share 0 to 1 */
    @Bean
    Sampler sampler(@Value("${management.tracing.sampling.probability:0.1}") double share) {
        return Sampler.parentBased(new LinkedSampler(Sampler.traceIdRatioBased(share)));
    }
}

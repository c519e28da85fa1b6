package io.finops.costexporter.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what {@link ConfigurationFailure} says, ahead of Spring's own account of a failed binding. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationFailureAnalyzer implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return ConfigurationFailure.line(failure)
                .map(line -> new FailureAnalysis(line, null, failure))
                .orElse(null);
    }
}

package io.finops.payments.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Our own properties that do not exist, or whose value is of another kind. Others are left to Spring. */
final class BindingAnalyzer extends AbstractFailureAnalyzer<BindException> implements Ordered {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (cause.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
            return unbound.getUnboundProperties().stream()
                    .findFirst()
                    .map(property -> analysis(
                            property,
                            "".equals(property.getValue())
                                    ? "a value, or no mention of it"
                                    : "the name of a property that exists",
                            cause))
                    .orElse(null);
        }
        ConfigurationProperty property = cause.getProperty();
        if (property == null || !property.getName().toString().startsWith("payments.")) {
            return null;
        }
        return analysis(
                property,
                "a value of type " + cause.getTarget().getType().toClass().getSimpleName(),
                cause);
    }

    private static FailureAnalysis analysis(ConfigurationProperty property, String accepted, Throwable cause) {
        return new FailureAnalysis(
                new InvalidSetting(property.getName().toString(), property.getValue(), accepted).getMessage(),
                null,
                cause);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }
}

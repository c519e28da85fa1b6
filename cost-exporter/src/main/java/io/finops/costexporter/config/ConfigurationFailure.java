package io.finops.costexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.convert.ConversionFailedException;

/** What is wrong with the configuration, in one line that names the property, its value and what is accepted. */
public final class ConfigurationFailure {
    private static final Map<Class<?>, String> ACCEPTED = Map.of(
            Duration.class, "a duration such as 30s, 8h or 1d",
            Integer.class, "a whole number",
            Boolean.class, "true or false",
            URI.class, "a URL",
            Path.class, "a path");

    private ConfigurationFailure() {}

    /** Nothing where a failed start is not the fault of a property of ours. */
    public static Optional<String> line(Throwable failure) {
        ConfigurationProperty property = null;
        Class<?> wanted = Object.class;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidConfiguration invalid) {
                return Optional.ofNullable(invalid.getMessage());
            }
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return unbound.getUnboundProperties().stream()
                        .findFirst()
                        .map(unknown -> line(unknown, "no property of this name is known"));
            }
            if (cause instanceof BindException bind && bind.getProperty() != null) {
                property = bind.getProperty();
            }
            if (cause instanceof ConversionFailedException conversion) {
                wanted = conversion.getTargetType().getObjectType();
            }
        }
        return property == null
                ? Optional.empty()
                : Optional.of(line(property, ACCEPTED.getOrDefault(wanted, "a value that fits, such as a number")));
    }

    private static String line(ConfigurationProperty property, String accepted) {
        Object value = Optional.<Object>ofNullable(property.getValue()).orElse("");
        return String.valueOf(new InvalidConfiguration(property.getName().toString(), value, accepted).getMessage());
    }
}

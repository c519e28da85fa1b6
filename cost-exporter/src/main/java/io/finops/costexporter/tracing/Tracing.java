package io.finops.costexporter.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Where spans go, as OpenTelemetry's own environment variables say. Nothing of it is loaded unless an endpoint is named.
 * Spans wait in a bounded queue and are dropped where nobody takes them.
 */
public final class Tracing {
    private static final List<String> ENDPOINTS =
            List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "cost-exporter",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.exporter.otlp.timeout", "1000",
            "otel.java.exporter.otlp.retry.disabled", "true",
            // A few refreshes a day.
            "otel.traces.sampler", "parentbased_always_on",
            "otel.bsp.schedule.delay", "2000",
            "otel.bsp.max.queue.size", "512");

    private Tracing() {}

    /** Throws {@link IllegalArgumentException} with one line where a variable makes no sense. */
    public static OpenTelemetry open(Map<String, String> environment, String version) {
        if (ENDPOINTS.stream()
                .allMatch(name -> environment.getOrDefault(name, "").isBlank())) {
            return OpenTelemetry.noop();
        }
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> properties(environment))
                    .addResourceCustomizer(
                            (named, config) -> ours(environment, version).merge(named))
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException("traces: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>(DEFAULTS);
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_")) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return properties;
    }

    private static Resource ours(Map<String, String> environment, String version) {
        return Resource.create(Attributes.builder()
                .put("service.version", version)
                .put("service.instance.id", UUID.randomUUID().toString())
                .put("deployment.environment.name", environment.getOrDefault("DEPLOYMENT_ENVIRONMENT", "development"))
                .build());
    }
}

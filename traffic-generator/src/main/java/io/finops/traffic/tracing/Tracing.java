package io.finops.traffic.tracing;

import io.finops.traffic.http.TraceId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where spans go, as OpenTelemetry's own environment variables say. Nothing of it is loaded unless an endpoint is named.
 * Spans wait in a bounded queue and are dropped where nobody takes them.
 */
public final class Tracing {
    private static final List<String> ENDPOINTS =
            List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "traffic-generator",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.exporter.otlp.timeout", "1000",
            "otel.java.exporter.otlp.retry.disabled", "true",
            // Which requests are traced is what --trace-share says.
            "otel.traces.sampler", "always_on",
            "otel.bsp.schedule.delay", "2000",
            "otel.bsp.max.queue.size", "2048");

    private Tracing() {}

    /**
     * Spans under ids that are known before they begin.
     *
     * @throws IllegalArgumentException with one line where a variable makes no sense
     */
    public static ClientSpans open(Map<String, String> environment, String version, String address, int port) {
        if (ENDPOINTS.stream()
                .allMatch(name -> environment.getOrDefault(name, "").isBlank())) {
            return ClientSpans.none();
        }
        // OpenTelemetry tells of its troubles by java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            OpenTelemetry telemetry = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> properties(environment))
                    .addResourceCustomizer(
                            (named, config) -> ours(environment, version).merge(named))
                    .addTracerProviderCustomizer((provider, config) -> provider.setIdGenerator(new ChosenIds()))
                    .build()
                    .getOpenTelemetrySdk();
            loadClasses();
            return new ClientSpans(telemetry.getTracer("io.finops.traffic"), address, port);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException("traces: " + e.getMessage(), e);
        }
    }

    /** Or else the first traced request would pay for it, and those that wait behind it. */
    private static void loadClasses() {
        TracerProvider nobody = SdkTracerProvider.builder()
                .setIdGenerator(new ChosenIds())
                .setSampler(Sampler.alwaysOn())
                .build();
        new ClientSpans(nobody.get("warm-up"), "", 0).ended(new TraceId(1, 1, 1), 1, 1, 500, "warm_up", true);
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

package io.finops.telemetry.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where a program's spans go, as OpenTelemetry's own environment variables say. Nothing of its SDK is loaded unless an endpoint
 * is named. Spans wait in a bounded queue and are dropped where nobody takes them.
 *
 * <pre>{@code
 * OpenTelemetry telemetry = new Tracing("alert-audit", "parentbased_always_on", 512)
 *         .open(System.getenv(), "1.0")
 *         .orElse(OpenTelemetry.noop());
 * }</pre>
 *
 * @param service the name that spans carry, unless {@code OTEL_SERVICE_NAME} is another
 * @param sampler which spans are kept, unless {@code OTEL_TRACES_SAMPLER} says it
 * @param queue how many spans wait at most, unless {@code OTEL_BSP_MAX_QUEUE_SIZE} says it
 * @param ids makes the ids of traces and spans
 */
public record Tracing(String service, String sampler, int queue, Supplier<IdGenerator> ids) {
    private static final List<String> ENDPOINTS =
            List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    private static final String OTLP = "otel.exporter.otlp.";
    /** The JDK's client does not speak gRPC. */
    private static final String HTTP = "http/protobuf";

    /** With random ids. */
    public Tracing(String service, String sampler, int queue) {
        // No method reference: making one would load the SDK's class.
        this(service, sampler, queue, () -> IdGenerator.random());
    }

    /** As below, with nobody else told. */
    public Optional<OpenTelemetry> open(Map<String, String> environment, String version) {
        return open(environment, version, Optional::empty);
    }

    /**
     * Empty unless the environment names an endpoint. What is opened ends with the process, which first sends what waits.
     *
     * @param told who else is told of each span, asked for only if there are any
     * @throws IllegalArgumentException with one line where a variable makes no sense
     */
    public Optional<OpenTelemetry> open(
            Map<String, String> environment, String version, Supplier<Optional<SpanProcessor>> told) {
        if (ENDPOINTS.stream()
                .allMatch(name -> environment.getOrDefault(name, "").isBlank())) {
            return Optional.empty();
        }
        Map<String, String> properties = properties(environment);
        String protocol = properties.getOrDefault(OTLP + "traces.protocol", properties.get(OTLP + "protocol"));
        if (!HTTP.equals(protocol)) {
            throw new IllegalArgumentException("traces: spans are sent by " + HTTP + ", not by " + protocol);
        }
        // OpenTelemetry tells of its troubles by java.util.logging; Spring Boot has bridged it already.
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        try {
            return Optional.of(AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> properties)
                    .addResourceCustomizer(
                            (named, config) -> ours(environment, version).merge(named))
                    .addTracerProviderCustomizer((provider, config) -> {
                        told.get().ifPresent(provider::addSpanProcessor);
                        return provider.setIdGenerator(ids.get());
                    })
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException("traces: " + e.getMessage(), e);
        }
    }

    private Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "otel.service.name",
                service,
                "otel.metrics.exporter",
                "none",
                "otel.logs.exporter",
                "none",
                OTLP + "protocol",
                HTTP,
                OTLP + "timeout",
                "1000",
                "otel.java.exporter.otlp.retry.disabled",
                "true",
                "otel.traces.sampler",
                sampler,
                "otel.bsp.schedule.delay",
                "2000",
                "otel.bsp.max.queue.size",
                Integer.toString(queue)));
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

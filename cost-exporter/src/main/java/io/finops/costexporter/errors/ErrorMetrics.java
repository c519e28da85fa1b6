package io.finops.costexporter.errors;

import ch.qos.logback.classic.LoggerContext;
import io.finops.telemetry.errors.GroupedErrors;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.slf4j.LoggerFactory;

/** {@code errors_total}, counted from this on until it is closed. Thread-safe. */
public final class ErrorMetrics implements AutoCloseable {
    private final GroupedErrors grouped;

    public ErrorMetrics(PrometheusRegistry registry, String service) {
        Counter errors = Counter.builder()
                .name("errors_total")
                .help("Exceptions in the log, by what they have in common; what there is no more room for is other.")
                .labelNames("service", "fingerprint", "type")
                .withoutExemplars()
                .register(registry);
        // At zero from the start: a rule can tell "none" from "not known".
        errors.initLabelValues(service, GroupedErrors.OTHER.id(), GroupedErrors.OTHER.type());
        grouped = GroupedErrors.install(
                (LoggerContext) LoggerFactory.getILoggerFactory(),
                error -> errors.labelValues(service, error.id(), error.type()).inc());
    }

    @Override
    public void close() {
        grouped.uninstall();
    }
}

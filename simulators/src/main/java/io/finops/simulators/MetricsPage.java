package io.finops.simulators;

import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import io.finops.simulators.http.RequestCounts;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code /metrics} in Prometheus's text format. */
final class MetricsPage {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter format =
            PrometheusTextFormatWriter.builder().build();

    MetricsPage(RequestCounts gateway, RequestCounts aws, FaultSwitches faults) {
        CounterWithCallback.builder()
                .name("simulator_requests_total")
                .help("Requests to a simulated party by outcome.")
                .labelNames("part", "outcome")
                .callback(callback -> {
                    aws.forEach((outcome, count) -> callback.call(count, "aws", outcome));
                    gateway.forEach((outcome, count) -> callback.call(count, "card-gateway", outcome));
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("simulator_fault_active")
                .help("Whether a fault is switched on.")
                .labelNames("fault")
                .callback(callback -> {
                    for (Fault fault : Fault.values()) {
                        callback.call(faults.isOn(fault) ? 1 : 0, fault.wireName());
                    }
                })
                .register(registry);
    }

    void write(HttpServerRequest request) {
        ByteArrayOutputStream page = new ByteArrayOutputStream(4096);
        try {
            format.write(page, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        request.response()
                .putHeader("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE)
                .end(Buffer.buffer(page.toByteArray()));
    }
}

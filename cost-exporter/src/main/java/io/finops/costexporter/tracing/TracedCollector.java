package io.finops.costexporter.tracing;

import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.source.ReadFailure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A collector, each of whose refreshes is a trace; what it has read and failed at stands in its span. */
public record TracedCollector(Collector collector, Tracer tracer) implements Collector {
    @Override
    public String name() {
        return collector.name();
    }

    @Override
    public Duration interval() {
        return collector.interval();
    }

    @Override
    public boolean paid() {
        return collector.paid();
    }

    @Override
    public Instant validUntil(Instant read) {
        return collector.validUntil(read);
    }

    @Override
    public boolean hasFigures() {
        return collector.hasFigures();
    }

    @Override
    public List<Object> collect(Instant now, boolean thorough) {
        Span span = tracer.spanBuilder("refresh " + collector.name())
                .setNoParent()
                .setAttribute("cost.collector", collector.name())
                .setAttribute("cost.thorough", thorough)
                .startSpan();
        Scope scope = RefreshContext.of(span).makeCurrent();
        try {
            List<Object> told = collector.collect(now, thorough);
            return span.getSpanContext().isSampled() ? withTrace(told, span) : told;
        } catch (ReadFailure failure) {
            failed(span, failure.reason().label());
            throw failure;
        } catch (RuntimeException failure) {
            failed(span, failure.getClass().getName());
            throw failure;
        } finally {
            scope.close();
            span.end();
        }
    }

    private static void failed(Span span, String type) {
        span.setAttribute("error.type", type).setStatus(StatusCode.ERROR);
    }

    /** So that the log line of the read leads to its trace. */
    private static List<Object> withTrace(List<Object> told, Span span) {
        List<Object> all = new ArrayList<>(told);
        all.add("trace_id");
        all.add(span.getSpanContext().getTraceId());
        return all;
    }
}

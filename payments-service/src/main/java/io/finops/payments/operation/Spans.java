package io.finops.payments.operation;

import io.finops.payments.id.PaymentId;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.function.Supplier;

/** Spans of a payment's steps. The payment's id is an attribute of the span, never a metric label. Thread-safe. */
public final class Spans {
    private final Tracer tracer;

    public Spans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Nine of ten traces are not sampled: for these a step's span would be made, entered and thrown away. */
    public <T> T in(String step, PaymentId payment, Supplier<T> work) {
        Span around = tracer.currentSpan();
        if (around != null && Boolean.FALSE.equals(around.context().sampled())) {
            return work.get();
        }
        Span span =
                tracer.nextSpan().name(step).tag("payment.id", payment.value()).start();
        Tracer.SpanInScope scope = tracer.withSpan(span);
        try {
            return work.get();
        } catch (RuntimeException e) {
            span.tag("error", e.getClass().getSimpleName());
            throw e;
        } finally {
            scope.close();
            span.end();
        }
    }
}

package io.finops.payments.operation;

import io.finops.payments.id.PaymentId;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        return in(tracer.spanBuilder().name(step), payment, work);
    }

    /**
     * What finishes a request after it has been answered: a trace of its own, with a link to the request's.
     *
     * @param traceParent the request's, as {@link #traceParent} gave it
     */
    public <T> T afterwards(PaymentId payment, @Nullable String traceParent, Supplier<T> work) {
        Span.Builder span = tracer.spanBuilder().setNoParent().name("reconcile");
        if (traceParent != null) {
            span.addLink(new Link(context(traceParent)));
        }
        return in(span, payment, work);
    }

    /** The current span in W3C's format; null where nothing is traced. */
    public @Nullable String traceParent() {
        Span current = tracer.currentSpan();
        if (current == null || !Boolean.TRUE.equals(current.context().sampled())) {
            return null;
        }
        return "00-" + current.context().traceId() + "-" + current.context().spanId() + "-01";
    }

    private TraceContext context(String traceParent) {
        String[] parts = traceParent.split("-", -1);
        return tracer.traceContextBuilder()
                .traceId(parts[1])
                .spanId(parts[2])
                .sampled(true)
                .build();
    }

    private <T> T in(Span.Builder builder, PaymentId payment, Supplier<T> work) {
        Span span = builder.tag("payment.id", payment.value()).start();
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

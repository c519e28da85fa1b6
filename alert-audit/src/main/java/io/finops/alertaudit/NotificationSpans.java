package io.finops.alertaudit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A SERVER span of each notification, and in it one of what it takes to have it on disk. Thread-safe. */
final class NotificationSpans {
    private static final AttributeKey<List<String>> NAMES = AttributeKey.stringArrayKey("alert.names");

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    NotificationSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.finops.alertaudit");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** Reads a notification and answers it. */
    interface Answer {
        void send() throws IOException;
    }

    /** What a span is around. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Answers a notification within its span. */
    void answer(HttpExchange exchange, Answer answer) throws IOException {
        SpanBuilder builder = tracer.spanBuilder("POST /alerts")
                .setParent(propagator.extract(Context.root(), exchange.getRequestHeaders(), OfRequest.HEADERS))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", "POST")
                .setAttribute("http.route", "/alerts")
                .setAttribute("url.scheme", "http");
        in(builder, () -> {
            answer.send();
            int status = exchange.getResponseCode();
            Span.current().setAttribute("http.response.status_code", (long) status);
            if (status >= 500) {
                failed(Span.current(), Integer.toString(status));
            }
            return status;
        });
    }

    /** Writes a notification within a span of its own. */
    List<AuditEntry> write(AlertNotification notification, Work<List<AuditEntry>> write) throws IOException {
        List<AuditEntry> written = in(tracer.spanBuilder("append"), write);
        Span.current()
                .setAttribute("alert.receiver", notification.receiver())
                .setAttribute("alert.count", (long) written.size())
                .setAttribute(
                        NAMES,
                        written.stream().map(AuditEntry::alertname).distinct().toList());
        return written;
    }

    /** Under which a log line finds its trace; empty where it has none. */
    static String currentTrace() {
        Span span = Span.current();
        return span.getSpanContext().isSampled() ? span.getSpanContext().getTraceId() : "";
    }

    private static <T> T in(SpanBuilder builder, Work<T> work) throws IOException {
        Span span = builder.startSpan();
        Scope scope = span.makeCurrent();
        try {
            return work.run();
        } catch (IOException | RuntimeException e) {
            failed(span, e.getClass().getSimpleName());
            throw e;
        } finally {
            scope.close();
            span.end();
        }
    }

    private static void failed(Span span, String type) {
        span.setAttribute("error.type", type).setStatus(StatusCode.ERROR);
    }

    private enum OfRequest implements TextMapGetter<Headers> {
        HEADERS;

        @Override
        public Iterable<String> keys(Headers headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : headers.getFirst(name);
        }
    }
}

package io.finops.payments.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What a request is told of that waits for a connection; spans of statements are in {@link io.finops.payments.web.TracesTest}. */
class TracedJdbcTest {
    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final io.opentelemetry.api.trace.Tracer otel = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(ended))
            .build()
            .get("test");
    private final Tracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
    private final JdbcClient jdbc =
            JdbcClient.create(new TracedJdbc(new Exhausted(), "jdbc:postgresql://db.example:6432/p?a=b c", tracer));

    @Test
    void aWaitThatEndsWithoutAConnectionIsASpanWithTheError() {
        Span request = otel.spanBuilder("request").startSpan();
        Runnable asking = () -> assertThatThrownBy(this::ask).isInstanceOf(CannotGetJdbcConnectionException.class);
        Context.current().with(request).wrap(asking).run();

        assertThat(ended.getFinishedSpanItems()).singleElement().satisfies(wait -> {
            assertThat(wait.getName()).isEqualTo("wait for a connection");
            assertThat(wait.getParentSpanId())
                    .isEqualTo(request.getSpanContext().getSpanId());
            assertThat(wait.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        });
    }

    @Test
    void outsideOfARequestThereIsNoSpan() {
        assertThatThrownBy(this::ask).isInstanceOf(CannotGetJdbcConnectionException.class);

        assertThat(ended.getFinishedSpanItems()).isEmpty();
    }

    private void ask() {
        jdbc.sql("select a from b where c = :c")
                .param("c", 1)
                .query(Integer.class)
                .single();
    }

    /** A pool without a free connection. */
    private static final class Exhausted extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLTransientConnectionException {
            throw new SQLTransientConnectionException("none is free");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLTransientConnectionException {
            return getConnection();
        }
    }
}

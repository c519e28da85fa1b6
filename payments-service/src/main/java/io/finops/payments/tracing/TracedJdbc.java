package io.finops.payments.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterDisposer;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;

/**
 * Makes a span of each statement of a sampled trace, and one of a wait for a connection that can be felt. Without a sampled trace it
 * costs a look at the current span. Statements are told with their placeholders, never with values. Thread-safe.
 */
public final class TracedJdbc extends JdbcTemplate {
    /** A free connection is had in microseconds: a span of that would say nothing. */
    private static final Duration FELT = Duration.ofMillis(1);

    private final Tracer tracer;
    private final URI server;
    /** Statements are constants, and few. */
    private final Map<String, SqlSummary> summaries = new ConcurrentHashMap<>();

    /**
     * Wraps a pool of connections.
     *
     * @param url what the pool connects to, as {@code jdbc:postgresql://host:port/database}
     */
    public TracedJdbc(DataSource pool, String url, Tracer tracer) {
        super(pool);
        this.tracer = tracer;
        this.server = URI.create(url.substring("jdbc:".length()).replaceFirst("[?].*", ""));
    }

    @Override
    public <T extends @Nullable Object> T query(
            PreparedStatementCreator creator,
            @Nullable PreparedStatementSetter setter,
            ResultSetExtractor<T> extractor) {
        if (!sampled()) {
            return super.query(creator, setter, extractor);
        }
        Traced traced = new Traced(creator);
        try {
            return super.query(traced, setter, extractor);
        } catch (RuntimeException e) {
            traced.failed(e);
            throw e;
        } finally {
            traced.end();
        }
    }

    @Override
    protected int update(PreparedStatementCreator creator, @Nullable PreparedStatementSetter setter) {
        if (!sampled()) {
            return super.update(creator, setter);
        }
        Traced traced = new Traced(creator);
        try {
            return super.update(traced, setter);
        } catch (RuntimeException e) {
            traced.failed(e);
            throw e;
        } finally {
            traced.end();
        }
    }

    /** What runs outside of a request, such as a reading of totals, begins no trace of its own. */
    private boolean sampled() {
        Span around = tracer.currentSpan();
        return around != null && Boolean.TRUE.equals(around.context().sampled());
    }

    /** One statement; asked for its statement as soon as there is a connection. */
    private final class Traced implements PreparedStatementCreator, SqlProvider, ParameterDisposer {
        private final PreparedStatementCreator creator;
        private final Instant asked = Instant.now();
        private @Nullable Span span;

        Traced(PreparedStatementCreator creator) {
            this.creator = creator;
        }

        @Override
        public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
            if (asked.plus(FELT).isBefore(Instant.now())) {
                waited().end();
            }
            span = statement();
            return creator.createPreparedStatement(connection);
        }

        private Span waited() {
            return tracer.spanBuilder()
                    .name("wait for a connection")
                    .startTimestamp(ChronoUnit.MICROS.between(Instant.EPOCH, asked), TimeUnit.MICROSECONDS)
                    .start();
        }

        private Span statement() {
            String sql = String.valueOf(getSql());
            SqlSummary summary = summaries.computeIfAbsent(sql, SqlSummary::of);
            Span.Builder builder = tracer.spanBuilder()
                    .name(summary.text())
                    .kind(Span.Kind.CLIENT)
                    .tag("db.system.name", "postgresql")
                    // What a service graph calls it: its address would be a number.
                    .tag("peer.service", "ledger")
                    .tag("db.query.summary", summary.text())
                    .tag("db.query.text", sql.strip());
            if (!summary.operation().isEmpty()) {
                builder.tag("db.operation.name", summary.operation());
            }
            if (server.getHost() != null) {
                builder.tag("db.namespace", server.getPath().substring(1))
                        .tag("server.address", server.getHost())
                        .tag("server.port", server.getPort() < 0 ? 5432 : server.getPort());
            }
            return builder.start();
        }

        void failed(RuntimeException e) {
            Span failed = span == null ? waited() : span;
            failed.error(e).tag("error.type", e.getClass().getSimpleName());
            span = failed;
        }

        void end() {
            if (span != null) {
                span.end();
            }
        }

        @Override
        public @Nullable String getSql() {
            return creator instanceof SqlProvider provider ? provider.getSql() : null;
        }

        @Override
        public void cleanupParameters() {
            if (creator instanceof ParameterDisposer disposer) {
                disposer.cleanupParameters();
            }
        }
    }
}

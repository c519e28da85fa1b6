package io.finops.payments.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.finops.payments.idempotency.IdempotencyProperties;
import io.finops.payments.idempotency.KeyPruning;
import io.finops.payments.tracing.TracedJdbc;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    private static final long WAIT_OF_THE_NEW_MILLIS = 1_000;
    /** Long, because what is given up here leaves a payment undecided; whoever waits is one of max-in-flight at most. */
    private static final long WAIT_OF_THE_CHARGED_MILLIS = 10_000;

    /** For everything before a charge, and what is only read. */
    @Bean(destroyMethod = "close")
    @Primary
    HikariDataSource dataSource(DatabaseProperties properties) {
        return pool("ledger", properties, properties.poolSize() - properties.reserved(), WAIT_OF_THE_NEW_MILLIS);
    }

    /** For whoever has charged, and for the reconciler: what is known of money must be recorded. */
    @Bean(destroyMethod = "close", defaultCandidate = false)
    HikariDataSource reservedDataSource(DatabaseProperties properties) {
        return pool("reserved", properties, properties.reserved(), WAIT_OF_THE_CHARGED_MILLIS);
    }

    /** Every wait is bounded: for a connection, for an answer, and on the server's side for a statement. */
    static HikariDataSource pool(String name, DatabaseProperties properties, int size, long waitMillis) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.service().password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(4, size));
        config.setConnectionTimeout(waitMillis);
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "payments-service");
        // Its messages would quote what was sent.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("options", "-c statement_timeout=5s -c idle_in_transaction_session_timeout=10s");
        return new HikariDataSource(config);
    }

    /** In place of Boot's: its statements are spans. */
    @Bean
    JdbcTemplate jdbcTemplate(DataSource pool, DatabaseProperties properties, ObjectProvider<Tracer> tracer) {
        return new TracedJdbc(pool, properties.url(), tracer.getIfAvailable(() -> Tracer.NOOP));
    }

    @Bean(defaultCandidate = false)
    JdbcClient reservedJdbc(
            @Qualifier("reservedDataSource") DataSource reserved,
            DatabaseProperties properties,
            ObjectProvider<Tracer> tracer) {
        return JdbcClient.create(new TracedJdbc(reserved, properties.url(), tracer.getIfAvailable(() -> Tracer.NOOP)));
    }

    @Bean
    FlywayConfigurationCustomizer schemaOfTheOwner(DatabaseProperties properties) {
        return flyway -> LedgerSchema.configure(flyway, properties);
    }

    @Bean
    PaymentLedger paymentLedger(JdbcClient jdbc, @Qualifier("reservedJdbc") JdbcClient reserved) {
        return new PaymentLedger(jdbc, reserved);
    }

    @Bean
    PaymentSearch paymentSearch(JdbcClient jdbc) {
        return new PaymentSearch(jdbc);
    }

    @Bean
    RefundLedger refundLedger(
            JdbcClient jdbc, PlatformTransactionManager transactions, @Qualifier("reservedJdbc") JdbcClient reserved) {
        return new RefundLedger(jdbc, new TransactionTemplate(transactions), reserved);
    }

    @Bean
    KeyPruning keyPruning(JdbcClient jdbc, IdempotencyProperties properties) {
        return new KeyPruning(jdbc, properties.retention());
    }

    @Bean
    LedgerTotalsReader ledgerTotalsReader(JdbcClient jdbc, Clock clock) {
        return new LedgerTotalsReader(jdbc, clock);
    }

    @Bean
    LedgerAudit ledgerAudit(JdbcClient jdbc) {
        return new LedgerAudit(jdbc);
    }

    @Bean
    LedgerHealth doubleEntryHealthIndicator(LedgerAudit audit, Clock clock) {
        return new LedgerHealth(audit, clock);
    }

    /** In place of Boot's, which waits in the queue for a connection like everybody else. */
    @Bean
    DatabaseHealth dbHealthIndicator(DatabaseProperties properties) {
        return new DatabaseHealth(properties);
    }
}

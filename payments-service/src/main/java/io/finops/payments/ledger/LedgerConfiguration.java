package io.finops.payments.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.finops.payments.idempotency.IdempotencyProperties;
import io.finops.payments.idempotency.KeyPruning;
import io.finops.payments.settings.InvalidSetting;
import io.finops.payments.tracing.TracedJdbc;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    /** Every wait is bounded: for a connection, for an answer, and on the server's side for a statement. */
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseProperties properties) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        if (properties.passwordFile() != null) {
            try {
                config.setPassword(Files.readString(properties.passwordFile()).strip());
            } catch (IOException e) {
                throw new InvalidSetting(
                        "payments.database.password-file", properties.passwordFile(), "a file that can be read", e);
            }
        }
        config.setMaximumPoolSize(properties.poolSize());
        config.setMinimumIdle(Math.min(4, properties.poolSize()));
        config.setConnectionTimeout(1_000);
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "payments-service");
        config.addDataSourceProperty("options", "-c statement_timeout=5s -c idle_in_transaction_session_timeout=10s");
        return new HikariDataSource(config);
    }

    /** In place of Boot's: its statements are spans. */
    @Bean
    JdbcTemplate jdbcTemplate(DataSource pool, DatabaseProperties properties, ObjectProvider<Tracer> tracer) {
        return new TracedJdbc(pool, properties.url(), tracer.getIfAvailable(() -> Tracer.NOOP));
    }

    @Bean
    PaymentLedger paymentLedger(JdbcClient jdbc) {
        return new PaymentLedger(jdbc);
    }

    @Bean
    RefundLedger refundLedger(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new RefundLedger(jdbc, new TransactionTemplate(transactions));
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
}

package io.finops.payments.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.finops.payments.support.TestDatabase;
import io.finops.payments.support.TestFiles;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A new database with its schema, as the service reaches it and as its owner does. */
record MigratedDatabase(HikariDataSource service, JdbcClient owner) implements AutoCloseable {
    static MigratedDatabase create() {
        TestDatabase database = TestDatabase.create();
        DatabaseProperties properties = new DatabaseProperties(
                database.url(),
                TestDatabase.SERVICE_ROLE,
                Path.of(TestFiles.write("password", TestDatabase.SERVICE_PASSWORD)),
                database.username(),
                Path.of(TestFiles.write("password", database.password())),
                8,
                2);
        LedgerSchema.configure(Flyway.configure(), properties).load().migrate();
        return new MigratedDatabase(
                LedgerConfiguration.pool("test", properties, 8, 30_000),
                JdbcClient.create(
                        new DriverManagerDataSource(database.url(), database.username(), database.password())));
    }

    /** Runs something while another transaction holds every row of a table. */
    void whileLocked(String table, Runnable work) {
        TransactionTemplate other = new TransactionTemplate(new DataSourceTransactionManager(service));
        other.executeWithoutResult(open -> {
            JdbcClient.create(service)
                    .sql("select 1 from " + table + " for update")
                    .query()
                    .listOfRows();
            CompletableFuture.runAsync(work).join();
        });
    }

    @Override
    public void close() {
        service.close();
    }
}

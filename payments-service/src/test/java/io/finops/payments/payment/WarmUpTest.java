package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.settings.InvalidSetting;
import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.OwnService;
import io.finops.payments.support.TestDatabase;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class WarmUpTest {
    @Test
    void leavesNothingBehindInTheLedgerInTheCountsAndAtTheGateway() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (FakeGateway gateway = new FakeGateway();
                OwnService service = OwnService.start(database, gateway, "payments.warm-up.limit=1m")) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(number(
                                    database,
                                    "select xact_rollback from pg_stat_database where datname = current_database()"))
                            .isGreaterThanOrEqualTo(400));
            assertThat(gateway.calls()).isZero();
            assertThat(
                            number(
                                    database,
                                    "select (select count(*) from payment) + (select count(*) from idempotency_key) + (select count(*) from journal_entry)"))
                    .isZero();
            String page = HttpClient.newHttpClient()
                    .send(service.get("/metrics"), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(page.lines().filter(line -> line.startsWith("transactions_total")))
                    .allMatch(line -> line.endsWith(" 0.0"));
        }
    }

    @Test
    void doesNotKeepAServiceFromStartingWhoseDatabaseIsAway() {
        DriverManagerDataSource nowhere =
                new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/payments", "a", "b");
        AcceptedCurrencies currencies = new AcceptedCurrencies(Map.of("EUR", BigDecimal.ONE));

        WarmUp warmUp = new WarmUp(
                new PaymentLedger(JdbcClient.create(nowhere)),
                new PaymentRequestValidation(
                        currencies, new PaymentLimits(BigDecimal.TEN, Map.of(), Map.of(), currencies)),
                currencies,
                new JsonMapper(),
                new TransactionTemplate(new JdbcTransactionManager(nowhere)),
                2,
                Duration.ofMinutes(1));

        assertThatCode(() -> warmUp.run(new DefaultApplicationArguments())).doesNotThrowAnyException();
    }

    @Test
    void takesAMinuteAtMost() {
        assertThatThrownBy(() -> new WarmUpProperties(Duration.ofSeconds(61)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("payments.warm-up.limit");
    }

    private static long number(TestDatabase database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

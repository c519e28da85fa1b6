package io.finops.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The totals are read every few seconds, by each replica: what that costs must not grow with the ledger. */
class TotalsPlanTest {
    private static final int OLD_PAYMENTS = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {LedgerTotalsReader.READ, LedgerTotalsReader.ROLL_UP})
    void whatWasRolledUpIsNotReadAgain(String statement) {
        try (MigratedDatabase database = MigratedDatabase.create()) {
            JdbcClient owner = database.owner();
            addPayments(owner, "old", OLD_PAYMENTS, "2 days");
            new LedgerTotalsReader(JdbcClient.create(database.service()), Clock.systemUTC()).rollUp();
            addPayments(owner, "new", 50, "1 minute");
            owner.sql("analyze").update();

            String plan = String.join(
                    "\n",
                    owner.sql("explain (analyze, costs off, timing off) " + statement)
                            .query(String.class)
                            .list());

            assertThat(plan)
                    .contains("journal_entry_age", "posting_pkey")
                    .doesNotContain("Seq Scan on journal_entry", "Seq Scan on posting");
        }
    }

    @Test
    void aSecondReplicaDoesNotWaitForTheFirst() {
        try (MigratedDatabase database = MigratedDatabase.create()) {
            JdbcClient owner = database.owner();
            addPayments(owner, "old", 3, "1 minute");
            LedgerTotalsReader reader =
                    new LedgerTotalsReader(JdbcClient.create(database.service()), Clock.systemUTC());
            database.whileLocked("ledger_watermark", reader::rollUp);
            assertThat(rolledUp(owner)).isZero();

            reader.rollUp();
            assertThat(rolledUp(owner)).isEqualTo(3);
        }
    }

    private static long rolledUp(JdbcClient owner) {
        return owner.sql("select coalesce(sum(transactions), 0) from ledger_day")
                .query(Long.class)
                .single();
    }

    private static void addPayments(JdbcClient owner, String name, int number, String age) {
        owner.sql("""
                        with paid as (
                          insert into payment (id, merchant_id, status, amount, currency, payment_method, fraud_score, captured, fee,
                                               created_at, settled_at)
                          select :name || n, 'mer_demo', 'approved', 100, 'USD', 'card', 0, 100, 1, moment, moment
                          from generate_series(1, :number) n, (select now() - :age::interval as moment) age
                          returning id, created_at
                        ), entry as (
                          insert into journal_entry (kind, payment_id, currency, created_at)
                          select 'capture', id, 'USD', created_at from paid returning id
                        )
                        insert into posting (entry_id, account, amount)
                        select id, account, amount from entry,
                          (values ('merchant_payable', -100), ('gateway_fees', 1), ('gateway_receivable', 99)) as part (account, amount)
                        """)
                .param("name", name)
                .param("number", number)
                .param("age", age)
                .update();
    }
}

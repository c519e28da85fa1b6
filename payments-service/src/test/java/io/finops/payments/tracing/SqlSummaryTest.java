package io.finops.payments.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlSummaryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select id from payment where id = ?                                 | SELECT payment               | SELECT",
                "update payment set a = ? where id in (select id from payment for update skip locked) | UPDATE payment SELECT payment | ''",
                "insert into k (a) values (?) on conflict do update set a = ?        | INSERT k                     | INSERT",
                "delete from idempotency_key where created_at < ?                    | DELETE idempotency_key       | DELETE",
                "select a.x from a join b on a.id = b.id                             | SELECT a SELECT b            | SELECT",
                "select extract(epoch from clock_timestamp() - accepted_at) from payment | SELECT payment           | SELECT",
                "with c as (insert into k (a) values (?) returning a) insert into p select a from c | INSERT k INSERT p | INSERT",
                "select 1                                                            | SQL                          | ''"
            })
    void namesWhatIsDoneToWhichTables(String sql, String summary, String operation) {
        assertThat(SqlSummary.of(sql)).isEqualTo(new SqlSummary(summary, operation));
    }

    @Test
    void readsStatementsOverSeveralLines() {
        assertThat(SqlSummary.of("""
                        WITH settled AS (
                          UPDATE payment SET status = 'approved' RETURNING id
                        ), posted AS (
                          INSERT INTO posting (id) SELECT id FROM settled
                        )
                        SELECT id FROM settled
                        """).text()).isEqualTo("UPDATE payment INSERT posting");
    }
}

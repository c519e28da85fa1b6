package io.finops.payments.ledger;

import io.finops.payments.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the ledger's totals: days that were rolled up, plus what came after the watermark. So the cost of a reading does
 * not grow with the ledger.
 */
public final class LedgerTotalsReader {
    static final int DAYS = 35;

    /*
     * Behind an unknown point of time the planner expects a third of the table, and reads it whole. An upper end makes it
     * expect a small part, and a lateral sum has the postings looked up entry by entry.
     */

    static final String READ = """
            with tail as (
              select (e.created_at at time zone 'UTC')::date as day, e.currency,
                     count(*) filter (where e.kind = 'capture') as transactions,
                     coalesce(sum(-p.payable) filter (where e.kind = 'capture'), 0) as captured
              from journal_entry e cross join lateral (
                select sum(amount) as payable from posting where entry_id = e.id and account = 'merchant_payable'
              ) p
              where e.created_at > (select rolled_up_until from ledger_watermark) and e.created_at < 'infinity'
              group by 1, 2
            )
            select day, currency, sum(transactions)::bigint, sum(captured)::bigint
            from (select day, currency, transactions, captured from ledger_day union all select * from tail) as part
            group by day, currency order by day, currency
            """;

    static final String ROLL_UP = """
            with bound as (
              select rolled_up_until as since, least(now() - interval '10 seconds',
                (select min(xact_start) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid())) as until
              from ledger_watermark for update skip locked
            ), fresh as (
              select (e.created_at at time zone 'UTC')::date as day, e.currency,
                     count(*) filter (where e.kind = 'capture') as transactions,
                     coalesce(sum(-p.payable) filter (where e.kind = 'capture'), 0) as captured,
                     coalesce(sum(p.payable) filter (where e.kind = 'refund'), 0) as refunded
              from bound join journal_entry e on e.created_at > bound.since and e.created_at <= bound.until
                cross join lateral (
                  select sum(amount) as payable from posting where entry_id = e.id and account = 'merchant_payable'
                ) p
              group by 1, 2
            ), added as (
              insert into ledger_day (day, currency, transactions, captured, refunded)
              select day, currency, transactions, captured, refunded from fresh
              on conflict (day, currency) do update set
                transactions = ledger_day.transactions + excluded.transactions,
                captured = ledger_day.captured + excluded.captured,
                refunded = ledger_day.refunded + excluded.refunded
            )
            update ledger_watermark set rolled_up_until = bound.until from bound where bound.until > bound.since
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public LedgerTotalsReader(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public LedgerTotals read() {
        List<Row> rows = jdbc.sql(READ)
                .query((rs, row) ->
                        new Row(rs.getObject(1, LocalDate.class), rs.getString(2), rs.getLong(3), rs.getLong(4)))
                .list();
        Map<String, Money> captured = new HashMap<>();
        List<LedgerTotals.Day> days = new ArrayList<>();
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1);
        for (Row row : rows) {
            Money money = Money.of(row.captured(), row.currency());
            captured.merge(row.currency(), money, Money::plus);
            if (!row.day().isBefore(first)) {
                days.add(new LedgerTotals.Day(row.day(), row.currency(), row.transactions(), money));
            }
        }
        return jdbc.sql("""
                        select count(*), coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from payment
                        where status = 'pending' and not (in_flight and due_at > now())
                        """)
                .query((rs, row) -> new LedgerTotals(
                        captured, days, rs.getLong(1), Duration.ofMillis((long) (rs.getDouble(2) * 1000))))
                .single();
    }

    private record Row(LocalDate day, String currency, long transactions, long captured) {}

    /**
     * Moves the watermark. Only what no open transaction can still add to is rolled up: entries older than ten seconds
     * and than the oldest transaction. Does nothing while another replica is at it.
     */
    public void rollUp() {
        jdbc.sql(ROLL_UP).update();
    }
}

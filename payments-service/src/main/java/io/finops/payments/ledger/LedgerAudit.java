package io.finops.payments.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks what the database enforces already: debits equal credits in every currency, and payments and refunds agree with
 * their postings. Thread-safe.
 */
public final class LedgerAudit {
    private static final String CHECKS = """
            with entries as (select * from journal_entry where id > :after)
            select 'debits and credits differ in ' || e.currency
              from entries e join posting p on p.entry_id = e.id group by e.currency having sum(p.amount) <> 0
            union all
            select 'capture not as posted: ' || y.id
              from entries e join payment y on y.id = e.payment_id
                left join posting p on p.entry_id = e.id and p.account = 'merchant_payable'
              where e.kind = 'capture'
                and (y.status <> 'approved' or y.currency <> e.currency or coalesce(-p.amount, 0) is distinct from y.captured)
            union all
            select 'refund not as posted: ' || r.id
              from entries e join refund r on r.id = e.refund_id
                left join posting p on p.entry_id = e.id and p.account = 'merchant_payable'
              where e.kind = 'refund'
                and (r.status <> 'refunded' or r.currency <> e.currency or p.amount is distinct from r.amount)
            """;

    private static final String COMPLETENESS = """
            select 'approved and not posted: ' || y.id from payment y
              where y.status = 'approved'
                and not exists (select from journal_entry e where e.payment_id = y.id and e.kind = 'capture')
            union all
            select 'refunds reserved and recorded differ: ' || y.id from payment y
              where y.refunded <> (select coalesce(sum(r.amount), 0) from refund r
                where r.payment_id = y.id and r.status in ('pending', 'refunded'))
            """;

    private final JdbcClient jdbc;

    public LedgerAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every discrepancy of the whole ledger, a line each; empty when all is well. Reads everything. */
    public List<String> all() {
        return jdbc.sql(CHECKS + " union all " + COMPLETENESS)
                .param("after", 0L)
                .query(String.class)
                .list();
    }

    /** The same for the newest entries only, at a cost that does not grow. */
    public List<String> newest(int entries) {
        long last = jdbc.sql("select coalesce(max(id), 0) from journal_entry")
                .query(Long.class)
                .single();
        return jdbc.sql(CHECKS)
                .param("after", Math.max(0, last - entries))
                .query(String.class)
                .list();
    }
}

package io.finops.rehearsal.payments;

import io.finops.localstack.StackException;
import io.finops.rehearsal.rig.PaymentsRig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads a ledger from outside, without the service: what the drills compare with. */
public final class LedgerReader implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private final Connection connection;

    LedgerReader(PaymentsRig rig) {
        this(rig.jdbcUrl(), rig.databaseUser(), rig.databasePassword());
    }

    /** Signs in as the owner of the ledger. */
    public LedgerReader(String jdbcUrl, String user, String password) {
        try {
            connection = DriverManager.getConnection(jdbcUrl, user, password);
        } catch (SQLException e) {
            throw new StackException("cannot read the ledger: " + e.getMessage(), e);
        }
    }

    /** Value and number of captures or refunds, in minor units. */
    record Sum(long count, long minorUnits) {}

    /** The state of every payment by its id. */
    Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        query("select id, status from payment", rs -> states.put(rs.getString(1), rs.getString(2)));
        return states;
    }

    /** What the postings say was captured, by currency. */
    Map<String, Sum> captures() {
        return sums("""
                select e.currency, count(*), coalesce(sum(-p.amount), 0)
                from journal_entry e left join posting p on p.entry_id = e.id and p.account = 'merchant_payable'
                where e.kind = 'capture' group by 1""");
    }

    /** What the postings say was refunded, by currency. */
    Map<String, Sum> refunds() {
        return sums("""
                select e.currency, count(*), coalesce(sum(p.amount), 0)
                from journal_entry e join posting p on p.entry_id = e.id and p.account = 'merchant_payable'
                where e.kind = 'refund' group by 1""");
    }

    long pending() {
        return number("select (select count(*) from payment where status = 'pending')"
                + " + (select count(*) from refund where status = 'pending')");
    }

    /** Waits until no outcome is unknown any more, three minutes at most. */
    public void awaitSettled() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        while (pending() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
    }

    /** By how much debits and credits differ, added up over the currencies; and payments that are approved and not posted. */
    long discrepancies() {
        return number("select (select coalesce(sum(abs(s)), 0) from (select sum(p.amount) as s from posting p"
                + " join journal_entry e on e.id = p.entry_id group by e.currency) as t)"
                + " + (select count(*) from payment y where status = 'approved' and not exists"
                + " (select from journal_entry e where e.payment_id = y.id and e.kind = 'capture'))");
    }

    private Map<String, Sum> sums(String sql) {
        Map<String, Sum> sums = new TreeMap<>();
        query(sql, rs -> sums.put(rs.getString(1), new Sum(rs.getLong(2), rs.getLong(3))));
        return sums;
    }

    private long number(String sql) {
        long[] number = new long[1];
        query(sql, rs -> number[0] = rs.getLong(1));
        return number[0];
    }

    private interface Row {
        void read(ResultSet rs) throws SQLException;
    }

    private void query(String sql, Row row) {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            while (rs.next()) {
                row.read(rs);
            }
        } catch (SQLException e) {
            throw new StackException("cannot read the ledger: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StackException("cannot close the connection to the ledger: " + e.getMessage(), e);
        }
    }
}

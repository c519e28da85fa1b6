package io.finops.payments.ledger;

import io.finops.payments.id.OperationId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.merchant.Merchant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the records of payments and of refunds have in common: a lease is taken, given back and taken over in the same way.
 * Each method is one SQL statement and so one transaction: nothing is ever held open while the gateway is asked. Thread-safe.
 */
public abstract class OperationLedger<T extends Operation<T>> {
    final JdbcClient jdbc;
    /** For what follows the gateway's answer, so that it never waits behind new requests. */
    final JdbcClient reserved;

    private final String table;
    private final String columns;
    private final RowMapper<T> rows;

    OperationLedger(JdbcClient jdbc, JdbcClient reserved, String table, String columns, RowMapper<T> rows) {
        this.jdbc = jdbc;
        this.reserved = reserved;
        this.table = table;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * An undecided operation taken over.
     *
     * @param attempts how often that happened before and now
     * @param traceParent of the request that left it undecided; null where that is not traced
     */
    public record Due<T>(
            T operation, int attempts, @Nullable String traceParent) {}

    public Optional<KeyRecord> findKey(Merchant merchant, IdempotencyKey key) {
        return jdbc.sql(
                        "select request_hash, resource_id from idempotency_key where merchant_id = :merchant and key = :key")
                .param("merchant", merchant.id())
                .param("key", key.value())
                .query((rs, row) -> new KeyRecord(RequestHash.stored(rs.getBytes(1)), rs.getString(2)))
                .optional();
    }

    /** Only the merchant's own. */
    public Optional<T> find(Merchant merchant, OperationId id) {
        return find(jdbc, id.value()).filter(found -> found.merchant().equals(merchant));
    }

    /** What came of a request under a key. */
    public T find(Merchant merchant, KeyRecord key) {
        return find(jdbc, key.resourceId())
                .filter(found -> found.merchant().equals(merchant))
                .orElseThrow();
    }

    /** Whosoever it is, for those who are at work on it. */
    public Optional<T> find(OperationId id) {
        return find(reserved, id.value());
    }

    private Optional<T> find(JdbcClient client, String id) {
        return client.sql("select %s from %s where id = :id".formatted(columns, table))
                .param("id", id)
                .query(rows)
                .optional();
    }

    /** Lets a failed operation try again under its key. */
    public abstract Claim claimAgain(T failed, Duration lease);

    /**
     * Nobody is at work on it any more: the reconciler may have it after a while.
     *
     * @param traceParent of who leaves it, null if that is not traced; the first one stands
     */
    public void leaveUndecided(OperationId id, Duration wait, @Nullable String traceParent) {
        reserved.sql("""
                        update %s set in_flight = false, due_at = now() + :wait * interval '1 millisecond',
                          traceparent = coalesce(traceparent, :trace)
                        where id = :id and status = 'pending'
                        """.formatted(table))
                .param("wait", wait.toMillis())
                .param("trace", traceParent, Types.VARCHAR)
                .param("id", id.value())
                .update();
    }

    /** Takes over what is undecided and due, so that no other replica does before the lease ends. */
    public List<Due<T>> takeDue(int limit, Duration lease) {
        return reserved.sql("""
                        update %1$s set in_flight = false, attempts = attempts + 1,
                          due_at = now() + :lease * interval '1 millisecond'
                        where id in (select id from %1$s where status = 'pending' and due_at <= now()
                          order by due_at limit :limit for update skip locked)
                        returning attempts, traceparent, %2$s
                        """.formatted(table, columns))
                .param("lease", lease.toMillis())
                .param("limit", limit)
                .query((rs, row) -> due(rs, row))
                .list();
    }

    private Due<T> due(ResultSet rs, int row) throws SQLException {
        T operation = rows.mapRow(rs, row);
        if (operation == null) {
            throw new IllegalStateException("a row is an operation");
        }
        return new Due<>(operation, rs.getInt("attempts"), rs.getString("traceparent"));
    }
}

package io.finops.payments.idempotency;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets keys that are older than their retention, in small batches; never one whose payment is still pending. */
public final class KeyPruning {
    private static final Logger LOG = LoggerFactory.getLogger(KeyPruning.class);
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final Duration retention;

    public KeyPruning(JdbcClient jdbc, Duration retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    /** Prunes everything that is due and returns how many keys that were. */
    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    public int prune() {
        int pruned = 0;
        try {
            int batch;
            do {
                batch = pruneBatch();
                pruned += batch;
            } while (batch == BATCH);
        } catch (DataAccessException e) {
            LOG.warn("keys are not pruned this time: {}", e.getClass().getSimpleName());
        }
        return pruned;
    }

    private int pruneBatch() {
        return jdbc.sql("""
                        delete from idempotency_key where (merchant_id, key) in (
                          select k.merchant_id, k.key from idempotency_key k
                          where k.created_at < now() - :retention * interval '1 second'
                            and not exists (select from payment p where p.id = k.resource_id and p.status = 'pending')
                            and not exists (select from refund r where r.id = k.resource_id and r.status = 'pending')
                          order by k.created_at limit :batch for update skip locked)
                        """)
                .param("retention", retention.toSeconds())
                .param("batch", BATCH)
                .update();
    }
}

package io.finops.payments.metrics;

import io.finops.payments.ledger.LedgerTotalsReader;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Reads the ledger's totals every 5 s, however many scrapers there are, and rolls up each time what is settled, so that a
 * reading never counts more than the last seconds: after a minute without, it took 100 ms of a processor, and payments waited.
 * While the database is away the last figures stay.
 */
class LedgerReading {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReading.class);

    private final LedgerTotalsReader reader;
    private final LedgerCollector collector;
    private boolean reachable = true;

    LedgerReading(LedgerTotalsReader reader, LedgerCollector collector) {
        this.reader = reader;
        this.collector = collector;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void read() {
        try {
            reader.rollUp();
            collector.publish(reader.read());
            reachable = true;
        } catch (DataAccessException e) {
            if (reachable) {
                LOG.warn(
                        "the ledger cannot be read, its last figures stay: {}",
                        e.getClass().getSimpleName());
            }
            reachable = false;
        }
    }
}

package io.finops.payments.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/**
 * Shows whether the newest entries of the ledger add up. A discrepancy is a detail for people to act on, never a reason
 * to take the service out of rotation; the check runs at most once a minute.
 */
final class LedgerHealth implements HealthIndicator {
    private static final int ENTRIES = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final LedgerAudit audit;
    private final Clock clock;
    private Instant checkedAt = Instant.EPOCH;
    private Health last = Health.up().build();

    LedgerHealth(LedgerAudit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        if (Duration.between(checkedAt, clock.instant()).compareTo(KEPT) > 0) {
            checkedAt = clock.instant();
            last = check();
        }
        return last;
    }

    private Health check() {
        try {
            List<String> discrepancies = audit.newest(ENTRIES);
            return Health.up()
                    .withDetail("debitsEqualCredits", discrepancies.isEmpty())
                    .withDetail("discrepancies", discrepancies.size())
                    .withDetail("checkedAt", checkedAt)
                    .build();
        } catch (DataAccessException e) {
            return Health.up().withDetail("debitsEqualCredits", "not checked").build();
        }
    }
}

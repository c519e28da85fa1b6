package io.finops.payments.reconcile;

import io.finops.payments.settings.InvalidSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Deciding what was left undecided.
 *
 * @param interval how often the ledger is looked at for payments that are due
 * @param batchSize how many are taken at a time, and worked on at once
 */
public record ReconcileProperties(
        @DefaultValue("1s") Duration interval,
        @DefaultValue("32") int batchSize) {
    public ReconcileProperties {
        if (interval.isNegative() || interval.isZero()) {
            throw new InvalidSetting("payments.reconcile.interval", interval, "a duration above 0");
        }
        if (batchSize < 1 || batchSize > 1000) {
            throw new InvalidSetting("payments.reconcile.batch-size", batchSize, "1 to 1000");
        }
    }
}

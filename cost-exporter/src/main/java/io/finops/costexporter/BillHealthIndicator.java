package io.finops.costexporter;

import io.finops.costexporter.spend.ViewStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once the bill has been had from disk or from its source, were it only to hear that there is no data yet. */
@Component("billHealthIndicator")
class BillHealthIndicator implements HealthIndicator {
    private final ViewStore store;

    BillHealthIndicator(ViewStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        return store.get(store.whole()).isEmpty()
                ? Health.outOfService()
                        .withDetail("reason", "the bill has not been read yet")
                        .build()
                : Health.up().build();
    }
}

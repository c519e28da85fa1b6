package io.finops.costexporter;

import io.finops.costexporter.publish.Publisher;
import io.finops.costexporter.spend.ViewStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready once the bill has been had from disk or from its source, were it only to hear that there is no data yet, and stands on
 * the page.
 */
@Component("billHealthIndicator")
class BillHealthIndicator implements HealthIndicator {
    private final ViewStore store;
    private final Publisher publisher;
    private volatile boolean published;

    BillHealthIndicator(ViewStore store, Publisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    @Override
    public Health health() {
        if (store.get(store.whole()).isEmpty()) {
            return Health.outOfService()
                    .withDetail("reason", "the bill has not been read yet")
                    .build();
        }
        if (!published) {
            // The read that has just stored it may not have got so far.
            publisher.publish();
            published = true;
        }
        return Health.up().build();
    }
}

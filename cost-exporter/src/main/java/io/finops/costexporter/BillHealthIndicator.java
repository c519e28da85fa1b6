package io.finops.costexporter;

import io.finops.costexporter.spend.ViewStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once every view has been had from disk or from AWS, were it only to hear that there is no data yet. */
@Component("billHealthIndicator")
class BillHealthIndicator implements HealthIndicator {
    private final ExporterConfiguration.Views views;
    private final ViewStore store;

    BillHealthIndicator(ExporterConfiguration.Views views, ViewStore store) {
        this.views = views;
        this.store = store;
    }

    @Override
    public Health health() {
        boolean ready =
                views.all().stream().allMatch(view -> store.get(view.name()).isPresent());
        return ready
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("reason", "the bill has not been read yet")
                        .build();
    }
}

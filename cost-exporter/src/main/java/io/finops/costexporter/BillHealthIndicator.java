package io.finops.costexporter;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once the bill has been had from disk or from AWS. */
@Component("billHealthIndicator")
class BillHealthIndicator implements HealthIndicator {
    private final ExporterFactory.Running running;

    BillHealthIndicator(ExporterFactory.Running running) {
        this.running = running;
    }

    @Override
    public Health health() {
        return running.ready()
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("reason", "the bill has not been read yet")
                        .build();
    }
}

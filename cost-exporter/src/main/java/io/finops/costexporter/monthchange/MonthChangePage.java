package io.finops.costexporter.monthchange;

import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.refresh.FetchedPage;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;

/**
 * Changes from month to month as metrics.
 *
 * @param payer whose they are; empty where there is only one
 */
public record MonthChangePage(String payer) implements FetchedPage<MonthChange> {
    private static final MetricFamily CHANGE = new MetricFamily(
            "cloud_month_change_amount", "What the last whole UTC month cost more than the one before, by service.");
    private static final MetricFamily DRIVER = new MetricFamily(
            "cloud_month_change_driver_amount",
            "How much of that came from one driver; of the services that have changed most.");

    @Override
    public List<MetricFamily> families() {
        return List.of(CHANGE, DRIVER);
    }

    @Override
    public void write(PageBuilder page, MonthChange known, Instant now) {
        known.changes().forEach(change -> {
            Labels labels = RowLabels.withPayer(
                    Labels.of(
                            "cost_basis", known.basis().label(),
                            "cost_service", change.service(),
                            "currency", change.currency(),
                            "period_start", known.month().atDay(1).toString(),
                            "provider", "aws"),
                    payer);
            page.add(CHANGE, labels, Nanos.toDouble(change.difference()));
            change.drivers()
                    .forEach(driver -> page.add(
                            DRIVER,
                            labels.add("driver", driver.name()).add("driver_type", driver.type()),
                            Nanos.toDouble(driver.difference())));
        });
    }
}

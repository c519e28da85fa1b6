package io.finops.costexporter.usage;

import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.refresh.FetchedPage;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Usage as metrics, as long as its month lasts.
 *
 * @param payer whose it is; empty where there is only one
 */
public record UsagePage(String payer) implements FetchedPage<Usage> {
    private static final MetricFamily QUANTITY = new MetricFamily(
            "cloud_usage_month_to_date_quantity",
            "What has been used so far this UTC month, in the unit of the label.");
    private static final MetricFamily UNIT_COST = new MetricFamily(
            "cloud_usage_unit_cost_amount", "What a unit of it has cost on average this UTC month, unblended.");

    @Override
    public List<MetricFamily> families() {
        return List.of(QUANTITY, UNIT_COST);
    }

    @Override
    public void write(PageBuilder page, Usage known, Instant now) {
        if (!known.month().equals(YearMonth.from(now.atZone(ZoneOffset.UTC)))) {
            return;
        }
        Map<Labels, Double> quantities = new LinkedHashMap<>(); // one even where its charges have several currencies
        for (Usage.Row row : known.rows()) {
            Labels labels = RowLabels.withPayer(
                    Labels.of(
                            "cost_service", row.service(),
                            "provider", row.provider(),
                            "unit", row.unit(),
                            "usage_type", row.usageType()),
                    payer);
            quantities.merge(labels, row.quantity(), Double::sum);
            if (row.quantity() > 0) {
                page.add(
                        UNIT_COST, labels.add("currency", row.currency()), Nanos.toDouble(row.cost()) / row.quantity());
            }
        }
        quantities.forEach((labels, quantity) -> page.add(QUANTITY, labels, quantity));
    }
}

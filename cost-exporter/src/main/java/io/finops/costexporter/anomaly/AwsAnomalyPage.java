package io.finops.costexporter.anomaly;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.refresh.FetchedPage;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * AWS's findings ({@code detector="aws"}) as metrics, while they last and for three days after.
 *
 * @param payer whose they are; empty where there is only one
 */
public record AwsAnomalyPage(String payer) implements FetchedPage<AwsAnomalies> {
    private static final int DAYS_SHOWN_AFTER_END = 3;

    @Override
    public List<MetricFamily> families() {
        return AnomalyMetrics.ALL;
    }

    @Override
    public void write(PageBuilder page, AwsAnomalies found, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int shown = 0;
        for (AwsAnomalies.Anomaly anomaly : found.anomalies()) {
            LocalDate end = anomaly.end();
            if (end != null && end.plusDays(DAYS_SHOWN_AFTER_END).isBefore(today)) {
                continue;
            }
            shown++;
            Labels labels = Labels.builder()
                    .label("account_id", anomaly.accountId())
                    .label("account_name", anomaly.accountName())
                    .label("anomaly", anomaly.id())
                    .label("cost_basis", "unblended")
                    .label("cost_region", anomaly.region())
                    .label("cost_service", anomaly.service())
                    .label("currency", "USD")
                    .label("detector", "aws")
                    .label("period_start", anomaly.start().toString())
                    .label("provider", "aws")
                    .label("view", "aws")
                    .build();
            labels = RowLabels.withPayer(labels, payer);
            page.add(AnomalyMetrics.IMPACT, labels, anomaly.impact());
            page.add(AnomalyMetrics.EXPECTED, labels, anomaly.expected());
        }
        page.add(AnomalyMetrics.COUNT, RowLabels.withPayer(Labels.of("detector", "aws"), payer), shown);
    }
}

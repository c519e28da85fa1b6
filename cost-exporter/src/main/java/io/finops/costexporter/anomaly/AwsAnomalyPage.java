package io.finops.costexporter.anomaly;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** AWS's findings as metrics, while they last and for three days after. */
final class AwsAnomalyPage {
    private static final int DAYS_SHOWN_AFTER_END = 3;

    private final MetricFamily impact;
    private final MetricFamily expected;
    private final MetricFamily count;

    AwsAnomalyPage(MetricFamily impact, MetricFamily expected, MetricFamily count) {
        this.impact = impact;
        this.expected = expected;
        this.count = count;
    }

    void write(AwsAnomalies found, PageBuilder page, Instant now) {
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
            page.add(impact, labels, anomaly.impact());
            page.add(expected, labels, anomaly.expected());
        }
        page.add(count, Labels.of("detector", "aws"), shown);
    }
}

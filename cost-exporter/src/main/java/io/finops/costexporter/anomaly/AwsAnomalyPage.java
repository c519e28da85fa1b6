package io.finops.costexporter.anomaly;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.publish.RowLabels;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** AWS's findings ({@code detector="aws"}) as metrics, while they last and for three days after. */
public record AwsAnomalyPage(Supplier<Optional<AwsAnomalies>> anomalies) implements PageSection {
    private static final int DAYS_SHOWN_AFTER_END = 3;

    @Override
    public String collector() {
        return "anomalies";
    }

    @Override
    public List<MetricFamily> families() {
        return AnomalyMetrics.ALL;
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        anomalies.get().ifPresent(found -> write(found, page, now));
    }

    private static void write(AwsAnomalies found, PageBuilder page, Instant now) {
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
            String payer = anomaly.payer();
            labels = RowLabels.withPayer(labels, payer == null ? "" : payer);
            page.add(AnomalyMetrics.IMPACT, labels, anomaly.impact());
            page.add(AnomalyMetrics.EXPECTED, labels, anomaly.expected());
        }
        page.add(AnomalyMetrics.COUNT, Labels.of("detector", "aws"), shown);
    }
}

package io.finops.costexporter.anomaly;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What AWS Cost Anomaly Detection has found. Amounts are in US dollars, as AWS gives them. */
public record AwsAnomalies(List<Anomaly> anomalies) {
    public AwsAnomalies {
        anomalies = List.copyOf(anomalies);
    }

    /**
     * One anomaly, attributed to its first root cause; attributes that AWS leaves out are empty.
     *
     * @param end null while it lasts
     */
    public record Anomaly(
            String id,
            LocalDate start,
            @Nullable LocalDate end,
            String service,
            String region,
            String accountId,
            String accountName,
            double impact,
            double expected) {}
}

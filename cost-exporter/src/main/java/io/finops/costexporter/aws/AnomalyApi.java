package io.finops.costexporter.aws;

import io.finops.costexporter.anomaly.AwsAnomalies;
import io.finops.costexporter.source.ReadFailure;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Anomaly;
import software.amazon.awssdk.services.costexplorer.model.AnomalyFeedbackType;
import software.amazon.awssdk.services.costexplorer.model.GetAnomaliesResponse;
import software.amazon.awssdk.services.costexplorer.model.RootCause;

/** Findings of AWS Cost Anomaly Detection, from {@code ce:GetAnomalies}. Thread-safe. */
record AnomalyApi(CostExplorerClient client, int maxPages) {
    private static final int DATE_LENGTH = "2026-11-20".length();

    /** Those of a range of days, both ends included; throws a {@link ReadFailure}. */
    AwsAnomalies read(LocalDate from, LocalDate to) {
        // AWS can repeat items over pages.
        Map<String, AwsAnomalies.Anomaly> found = new LinkedHashMap<>();
        return Answers.understood("an anomaly", () -> {
            Answers.pages(
                    maxPages,
                    token -> client.getAnomalies(request -> request.dateInterval(
                                    days -> days.startDate(from.toString()).endDate(to.toString()))
                            .nextPageToken(token)),
                    GetAnomaliesResponse::nextPageToken,
                    page -> page.anomalies().stream()
                            .filter(AnomalyApi::isAnomaly)
                            .forEach(anomaly -> found.put(anomaly.anomalyId(), anomaly(anomaly))));
            return new AwsAnomalies(List.copyOf(found.values()));
        });
    }

    /** Somebody may have said in AWS that a finding was planned, or is none. */
    private static boolean isAnomaly(Anomaly anomaly) {
        return anomaly.feedback() != AnomalyFeedbackType.PLANNED_ACTIVITY
                && anomaly.feedback() != AnomalyFeedbackType.NO;
    }

    private static AwsAnomalies.Anomaly anomaly(Anomaly anomaly) {
        RootCause cause = anomaly.rootCauses().isEmpty()
                ? RootCause.builder().service(anomaly.dimensionValue()).build()
                : anomaly.rootCauses().get(0);
        Double expected = anomaly.impact().totalExpectedSpend();
        return new AwsAnomalies.Anomaly(
                anomaly.anomalyId(),
                date(anomaly.anomalyStartDate()),
                anomaly.anomalyEndDate() == null ? null : date(anomaly.anomalyEndDate()),
                orEmpty(cause.service()),
                orEmpty(cause.region()),
                orEmpty(cause.linkedAccount()),
                orEmpty(cause.linkedAccountName()),
                anomaly.impact().totalImpact(),
                expected == null ? 0 : expected);
    }

    /** AWS writes days here with or without a time of day. */
    private static LocalDate date(String text) {
        return LocalDate.parse(text.substring(0, Math.min(DATE_LENGTH, text.length())));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

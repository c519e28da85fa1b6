package io.finops.costexporter.anomaly;

import java.time.LocalDate;

/** Where AWS's own findings come from. */
public interface AnomalySource {
    /**
     * Anomalies of a range of days, both ends included.
     *
     * @throws io.finops.costexporter.aws.ReadFailure if they could not be had
     */
    AwsAnomalies read(LocalDate from, LocalDate to);
}

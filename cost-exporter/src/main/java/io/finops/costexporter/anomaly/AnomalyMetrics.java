package io.finops.costexporter.anomaly;

import io.finops.costexporter.publish.MetricFamily;
import java.util.List;

/** The gauges that anomalies of both detectors are published under. */
final class AnomalyMetrics {
    static final MetricFamily IMPACT = new MetricFamily(
            "cloud_cost_anomaly_impact_amount", "By how much a day cost more than expected; 0 within the band.");
    static final MetricFamily EXPECTED =
            new MetricFamily("cloud_cost_anomaly_expected_amount", "What a day was expected to cost.");
    static final MetricFamily UPPER = new MetricFamily(
            "cloud_cost_anomaly_upper_amount", "Upper end of the band in which a day is not an anomaly.");
    static final MetricFamily COUNT = new MetricFamily("cloud_cost_anomalies", "Anomalies that a detector sees now.");

    static final List<MetricFamily> ALL = List.of(IMPACT, EXPECTED, UPPER, COUNT);

    private AnomalyMetrics() {}
}

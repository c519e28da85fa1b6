package io.finops.costexporter.spend;

import io.finops.costexporter.publish.MetricFamily;
import java.util.List;

/** The gauges that the whole bill and its parts have alike, under names of their own. */
record AmountMetrics(
        MetricFamily settledDay,
        MetricFamily dayToDate,
        MetricFamily monthToDate,
        MetricFamily daily,
        MetricFamily restatement,
        MetricFamily runRate,
        MetricFamily runRateError) {
    static final AmountMetrics BILL = named("cloud_bill_", "the whole bill");
    static final AmountMetrics COST = named("cloud_cost_", "a part of the bill, as a view groups it");

    private static AmountMetrics named(String prefix, String what) {
        return new AmountMetrics(
                new MetricFamily(
                        prefix + "settled_day_amount",
                        "Spend of the newest settled UTC day: complete, past the settling time, unchanged between two"
                                + " reads; " + what + "."),
                new MetricFamily(
                        prefix + "day_to_date_amount",
                        "Spend so far this UTC day as AWS knows it, late and partial; " + what + "."),
                new MetricFamily(prefix + "month_to_date_amount", "Spend so far this UTC month; " + what + "."),
                new MetricFamily(
                        prefix + "daily_amount",
                        "Spend of each complete UTC day of the last 35 or more, as last read; " + what + "."),
                new MetricFamily(
                        prefix + "restatement_amount",
                        "How much a day has changed since it was first called settled; " + what + "."),
                new MetricFamily(
                        prefix + "run_rate_usd_per_second",
                        "Estimate of what is being spent now, from settled days; " + what + "."),
                new MetricFamily(
                        prefix + "run_rate_expected_error_ratio",
                        "What the same estimate was off by over the last 14 settled days, as a share of their cost; "
                                + what + "."));
    }

    List<MetricFamily> all() {
        return List.of(settledDay, dayToDate, monthToDate, daily, restatement, runRate, runRateError);
    }
}

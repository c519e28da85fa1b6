package io.finops.report.content;

import io.finops.report.figure.Unit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is known of the findings that {@code prometheus/rules/savings.yml} records, beside what they are worth. */
enum Finding {
    COMMITMENTS_UNUSED(
            "Commitments that are paid for and not used",
            "used share",
            Unit.RATIO,
            "min(cloud_commitment_utilization_ratio)",
            "none"),
    COMMITMENTS_MISSING(
            "Steady usage at on-demand prices",
            "covered share",
            Unit.RATIO,
            "min(cloud_commitment_coverage_ratio)",
            "none; a commitment larger than the quietest hour is thrown away"),
    ANOMALIES(
            "Anomalies of the bill, if they go on",
            "worst day, above what was expected",
            Unit.USD,
            "max(cloud_cost_anomaly_impact_amount{cost_basis=\"unblended\",view=\"service\",detector=\"robust\"})",
            "none, unless it is traffic that nobody knew of"),
    IDLE_AT_NIGHT(
            "Capacity that stays up through quiet nights",
            "payments in the quietest third of the day, share of the busiest hours",
            Unit.RATIO,
            "quantile_over_time(0.17, finops:transactions_approved:rate5m[7d])"
                    + " / quantile_over_time(0.95, finops:transactions_approved:rate5m[7d])",
            "false thrift below two instances: then the loss of one is a total outage, and two minutes of that are 5 %"
                    + " of a month's availability budget"),
    OVERSIZED_REQUESTS(
            "Requests that nothing uses",
            "worth of the largest, a month",
            Unit.USD,
            "max(finops:workload_idle_request:usd_per_month)",
            "false thrift below the 95th percentile of use: what is slow for 5 % of the time burns the latency"
                    + " budget of 1 % five times over"),
    LOG_VOLUME(
            "Log lines beyond 1 kB a payment",
            "GB a day",
            Unit.COUNT,
            "86400 * sum(avg_over_time(finops:service_use:rate1m{resource=\"logs\"}[1d]))",
            "false thrift where lines of failures go: each incident takes longer to understand. Sample successes"),
    TRACE_VOLUME(
            "Spans beyond one a payment",
            "spans a payment",
            Unit.COUNT,
            "sum(avg_over_time(finops:spans:rate5m[1d])) / sum(finops:transactions_approved:rate1d)",
            "none, as long as slow and failed requests are kept"),
    GATEWAY_DECLINES(
            "Authorizations that are declined",
            "declined share",
            Unit.RATIO,
            "sum(avg_over_time(finops:gateway_attempts:rate5m{outcome=\"declined\"}[1d]))"
                    + " / (sum(avg_over_time(finops:gateway_attempts:rate5m{outcome=\"declined\"}[1d]))"
                    + " + sum(finops:transactions_approved:rate1d))",
            "none: a declined payment is a good answer. Refusing too many before the gateway loses revenue"),
    GATEWAY_RETRIES(
            "Attempts at the gateway that failed and were repeated",
            "share of approved payments",
            Unit.RATIO,
            "sum(avg_over_time(finops:gateway_attempts:rate5m{outcome!=\"declined\"}[1d])) / sum(finops:transactions_approved:rate1d)",
            "false thrift if retries are cut instead of their cause: each saves a payment, and what share of payments"
                    + " needs one, beyond 0.1 %, is more than the whole availability budget"),
    AWS(
            "AWS: ",
            "recommendations",
            Unit.COUNT,
            "sum(cloud_recommendations{action=\"%s\"})",
            "as AWS says of each resource");

    private static final String AWS_PREFIX = "aws-";

    final String title;
    final String evidence;
    final Unit unit;
    final String query;
    final String budget;

    Finding(String title, String evidence, Unit unit, String query, String budget) {
        this.title = title;
        this.evidence = evidence;
        this.unit = unit;
        this.query = query;
        this.budget = budget;
    }

    /** By the label {@code finding}; nothing for one that only a newer rule knows. */
    static Optional<Finding> of(String label) {
        return label.startsWith(AWS_PREFIX)
                ? Optional.of(AWS)
                : Arrays.stream(values())
                        .filter(finding -> finding != AWS && finding.label().equals(label))
                        .findFirst();
    }

    String title(String label) {
        return this == AWS ? title + label.substring(AWS_PREFIX.length()) : title;
    }

    String query(String label) {
        return this == AWS ? String.format(query, label.substring(AWS_PREFIX.length())) : query;
    }

    /** As the rules call it, and its heading in {@code docs/findings.md}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

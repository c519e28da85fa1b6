package io.finops.costexporter.request;

import io.finops.costexporter.source.ReadFailure;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Counts requests and what they cost, and holds paid ones to the budget. AWS says that "each request will incur a cost of
 * $0.01" (Cost Explorer pricing) and makes no exception for those that it refuses, so that all that reach it count.
 * Thread-safe.
 */
public final class MeteredRequests {
    private static final double USD_PER_REQUEST = 0.01;

    /** How a request ended. */
    public enum Outcome {
        /** AWS answered the question. */
        SUCCESS,
        /** AWS answered with an error, or nobody knows whether it has the request. */
        ERROR,
        /** There was no connection, so that AWS has never seen the request. */
        NOT_SENT
    }

    private final RequestBudget budget;
    private final boolean billed;
    private final Counter requests;
    private final Counter charges;

    /** @param billed whether requests cost money; against simulators they do not */
    public MeteredRequests(RequestBudget budget, boolean billed, PrometheusRegistry registry) {
        this.budget = budget;
        this.billed = billed;
        this.requests = Counter.builder()
                .withoutExemplars()
                .name("cost_exporter_aws_requests_total")
                .help("Requests sent to AWS, repeated ones and every page included.")
                .labelNames("operation", "outcome")
                .register(registry);
        this.charges = Counter.builder()
                .withoutExemplars()
                .name("cost_exporter_aws_charges_usd_total")
                .help("What AWS charges for the requests of this process, failed ones that reached it included; 0"
                        + " against simulators.")
                .register(registry);
        for (AwsOperation operation : AwsOperation.values()) {
            requests.initLabelValues(operation.operation(), "success");
            requests.initLabelValues(operation.operation(), "error");
        }
        GaugeWithCallback.builder()
                .name("cost_exporter_aws_request_budget_remaining")
                .help("Paid requests that may still be sent this UTC day.")
                .callback(callback -> callback.call(budget.remaining()))
                .register(registry);
    }

    /** Takes one request out of today's budget before it leaves; throws a {@link ReadFailure} if none is left. */
    public void acquire(AwsOperation operation) {
        if (operation.paid()) {
            budget.take();
        }
    }

    /** Says how a request that was {@linkplain #acquire acquired} ended. */
    public void ended(AwsOperation operation, Outcome outcome) {
        requests.labelValues(operation.operation(), outcome == Outcome.SUCCESS ? "success" : "error")
                .inc();
        if (!operation.paid()) {
            return;
        }
        if (outcome == Outcome.NOT_SENT) {
            budget.giveBack();
        } else if (billed) {
            charges.inc(USD_PER_REQUEST);
        }
    }
}

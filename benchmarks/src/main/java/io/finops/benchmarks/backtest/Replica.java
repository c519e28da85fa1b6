package io.finops.benchmarks.backtest;

import java.io.IOException;
import java.util.List;

/** What one process of payments-service has counted since it started, and how a scrape shows it. */
final class Replica {
    static final List<String> OUTCOMES =
            List.of("success", "declined", "rejected", "server_error", "undecided", "client_error");
    static final List<String> CURRENCIES = List.of("USD", "EUR");
    static final double[] USD_RATES = {1, 1.08};
    /** The edges that rules look at and those around them; the service has more. */
    static final double[] EDGES = {0.25, 0.5, 1, 2.5, 10};

    /** Seconds in which most of the slowness of a start goes away. */
    private static final double YOUNG = 90;

    private static final String[] STATUSES = {"approved", "declined", "rejected", "failed"};
    private static final String[] ATTEMPTS = {"approved", "declined", "unavailable"};

    final double[] requests = new double[OUTCOMES.size()];
    final double[][] faster = new double[OUTCOMES.size()][EDGES.length];
    final double[] statuses = new double[STATUSES.length];
    final double[] settledInTime = new double[STATUSES.length];
    final double[] attempts = new double[ATTEMPTS.length];
    final double[] asked = new double[CURRENCIES.size()];
    final double[] revenue = new double[CURRENCIES.size()];
    final double[] refunds = new double[CURRENCIES.size()];
    final double[] fees = new double[CURRENCIES.size()];
    double accepted;

    private double cpu;
    private double compilers;
    private double transactions;

    private final String instance;
    private final String version;
    private final double dearer;
    private final long started;
    private final String target;
    private final String[] requestSeries = new String[OUTCOMES.size()];
    private final String[][] bucketSeries = new String[OUTCOMES.size()][EDGES.length + 1];

    /** @param dearer how many times the usual processor time this version uses for a payment */
    Replica(String instance, String version, double dearer, long started) {
        this.instance = instance;
        this.version = version;
        this.dearer = dearer;
        this.started = started;
        target = "job=\"payments-service\",instance=\"" + instance + "\"";
        for (int outcome = 0; outcome < OUTCOMES.size(); outcome++) {
            String labels = "operation=\"create_payment\",outcome=\"" + OUTCOMES.get(outcome) + "\"," + target;
            requestSeries[outcome] = "app_requests_processing_seconds_count{" + labels + "}";
            for (int edge = 0; edge <= EDGES.length; edge++) {
                bucketSeries[outcome][edge] = "app_requests_processing_seconds_bucket{le=\""
                        + (edge < EDGES.length ? String.valueOf(EDGES[edge]) : "+Inf") + "\"," + labels + "}";
            }
        }
    }

    String instance() {
        return instance;
    }

    /** One more process of the same release. */
    Replica another(String name, long start) {
        return new Replica(name, version, dearer, start);
    }

    /** Uses processors for so many payments, and for itself. A JVM that has just started is slow, and compiles. */
    void burn(int payments, long time, int seconds) {
        double young = Math.exp(-(time - started) / YOUNG);
        double compiling = seconds * 0.2 * young;
        compilers += compiling;
        cpu += compiling + seconds * 0.01 + payments * 0.006 * dearer * (1 + 2 * young);
        transactions += payments * 3.7;
    }

    String target() {
        return target;
    }

    void expose(SampleSink out, boolean revenueToo) throws IOException {
        for (int outcome = 0; outcome < OUTCOMES.size(); outcome++) {
            out.sample(requestSeries[outcome], requests[outcome]);
            // Customers' mistakes are in no rule's buckets.
            for (int edge = 0; edge <= EDGES.length && outcome < OUTCOMES.size() - 1; edge++) {
                out.sample(
                        bucketSeries[outcome][edge], edge < EDGES.length ? faster[outcome][edge] : requests[outcome]);
            }
        }
        out.sample("transactions_accepted_total{" + target + "}", accepted);
        for (int status = 0; status < STATUSES.length; status++) {
            String labels = "status=\"" + STATUSES[status] + "\"," + target + "}";
            out.sample("transactions_total{" + labels, statuses[status]);
            out.sample("transaction_latency_seconds_count{" + labels, statuses[status]);
            out.sample("transaction_latency_seconds_bucket{le=\"300.0\"," + labels, settledInTime[status]);
        }
        for (int outcome = 0; outcome < ATTEMPTS.length; outcome++) {
            out.sample(
                    "gateway_requests_total{outcome=\"" + ATTEMPTS[outcome] + "\"," + target + "}", attempts[outcome]);
        }
        for (int i = 0; i < CURRENCIES.size(); i++) {
            String labels = "{currency=\"" + CURRENCIES.get(i) + "\"," + target + "}";
            out.sample("transaction_amount_sum" + labels, asked[i]);
            out.sample("app_refunds_total" + labels, refunds[i]);
            out.sample("gateway_fees_total" + labels, fees[i]);
            out.sample("fx_usd_rate" + labels, USD_RATES[i]);
            if (revenueToo) {
                out.sample("app_revenue_total" + labels, revenue[i]);
            }
        }
        out.sample("app_build_info{version=\"" + version + "\",commit=\"" + version + "\"," + target + "}", 1);
        out.sample("process_cpu_time_ns_total{" + target + "}", cpu * 1e9);
        out.sample("process_compiler_cpu_seconds_total{" + target + "}", compilers);
        out.sample("jvm_memory_committed_bytes{area=\"heap\"," + target + "}", 256 << 20);
        out.sample("hikaricp_connections_usage_seconds_count{pool=\"ledger\"," + target + "}", transactions);
        out.sample("process_start_time_seconds{" + target + "}", (double) started);
        out.sample("finops_take_rate{" + target + "}", 0.039);
    }
}

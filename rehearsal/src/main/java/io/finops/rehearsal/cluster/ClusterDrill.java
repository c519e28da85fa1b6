package io.finops.rehearsal.cluster;

import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.drill.DrillContext;
import io.finops.rehearsal.drill.DrillReport;
import io.finops.rehearsal.payments.Books;
import io.finops.rehearsal.payments.LedgerReader;
import io.finops.rehearsal.runningstack.StackAccess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Payments arrive at a steady rate, whether or not they are answered, while something is done to the cluster; then the clients, the ledger and the gateway are compared to the cent.
 *
 * @param own its options beside {@code rps}, and their defaults
 * @param retries how often a client repeats a payment that was not decided, under its key
 * @param tolerance what is no fault of the service
 */
record ClusterDrill(
        String name, String summary, Map<String, String> own, int retries, Tolerance tolerance, Disturbance disturbance)
        implements Drill {
    /** Connections are open and code is compiled, so that the figures are the disturbance's. */
    private static final Duration CALM = Duration.ofSeconds(30);

    private static final Duration END = Duration.ofMinutes(2);
    /** Pages resolve this long after what they are about is whole. */
    private static final Duration RESOLVED = Duration.ofMinutes(6);

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("rps", "20");
        options.putAll(own);
        return options;
    }

    @Override
    public boolean needsCluster() {
        return true;
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        StackAccess stack = context.stack();
        Kubectl cluster = stack.cluster();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        options().keySet().forEach(option -> numbers.put(option, context.number(option)));
        // The demo's own customers would pay on while the sums are compared.
        stack.keepDown("traffic-generator");
        try {
            return measured(context, cluster, numbers);
        } finally {
            stack.letUp("traffic-generator");
        }
    }

    private DrillReport measured(DrillContext context, Kubectl cluster, Map<String, Integer> numbers)
            throws InterruptedException {
        StackAccess stack = context.stack();
        int rate = context.number("rps");
        try (LoadPod load = LoadPod.steady(cluster, rate, retries)) {
            context.progress().accept(rate + " payments a second; first " + CALM.toSeconds() + " s of calm");
            Thread.sleep(CALM.toMillis());
            Instant begin = Instant.now();
            Map<String, Object> done = disturbance.run(cluster, numbers, context.progress());
            Duration disturbed = Duration.between(begin, Instant.now());
            stack.reconnect();
            Thread.sleep(CALM.toMillis());
            load.stop();
            LoadResult seen = load.result(END);
            List<String> differences = compare(stack, cluster, seen.acknowledged());
            Pages pages = tolerance.pages() ? awaitResolved(stack, begin) : Pages.since(stack.audit(), begin);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("drill", name);
            fields.putAll(done);
            fields.put("disturbed_seconds", disturbed.toSeconds());
            fields.put("sent", seen.sent());
            fields.put("failed", seen.failed());
            fields.put("attempts_failed", seen.attemptsFailed());
            fields.put("failures", seen.failures());
            fields.put("undecided", seen.undecided());
            fields.put("p99_ms", seen.p99Millis());
            fields.put("max_ms", seen.maxMillis());
            fields.put("acknowledged", seen.acknowledged().size());
            fields.put("differences", differences);
            fields.put("pages", pages.fired());
            fields.put("pages_open", pages.open());
            List<String> faults = tolerance.faults(seen, differences, pages);
            fields.put("passed", faults.isEmpty());
            String verdict = seen.acknowledged().size() + " payments acknowledged, " + seen.failed() + " failed, "
                    + seen.undecided() + " undecided, p99 " + Math.round(seen.p99Millis()) + " ms";
            return new DrillReport(
                    faults.isEmpty(), faults.isEmpty() ? verdict : verdict + ": " + String.join("; ", faults), fields);
        }
    }

    private static List<String> compare(StackAccess stack, Kubectl cluster, Map<String, String> acknowledged)
            throws InterruptedException {
        int port = URI.create(stack.url("postgres")).getPort();
        String password = cluster.secret("payments-db-app", "password")
                .orElseThrow(() -> new StackException("there is no Secret payments-db-app with the owner's password"));
        try (LedgerReader ledger =
                new LedgerReader("jdbc:postgresql://127.0.0.1:" + port + "/payments", "payments", password)) {
            ledger.awaitSettled();
            return Books.differences(ledger, stack.simulators().gatewayTotals(), acknowledged);
        }
    }

    private static Pages awaitResolved(StackAccess stack, Instant begin) throws InterruptedException {
        long deadline = System.nanoTime() + RESOLVED.toNanos();
        Pages pages = Pages.since(stack.audit(), begin);
        while (!pages.open().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(5_000);
            pages = Pages.since(stack.audit(), begin);
        }
        return pages;
    }
}

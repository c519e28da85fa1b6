package io.finops.rehearsal.cluster;

import io.finops.localstack.StackException;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.rehearsal.cluster.Replicas.Sample;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.drill.DrillContext;
import io.finops.rehearsal.drill.DrillReport;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Five times the payments arrive within ten seconds, stay, and go again: the autoscaler must add pods and take them away without flapping. What the pods that are there cannot take must be
 * refused in a way that a client can repeat (503 with nothing begun), and nothing may stay undecided.
 */
final class SurgeDrill implements Drill {
    private static final int RISE = 10;
    private static final int FACTOR = 5;
    private static final String SERVICE = "payments-service";

    @Override
    public String name() {
        return "cluster-surge";
    }

    @Override
    public String summary() {
        return "five times the payments within ten seconds: the autoscaler follows, up and down again";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("rps", "40");
        options.put("calm", "90");
        options.put("seconds", "240");
        options.put("after", "420");
        return options;
    }

    @Override
    public boolean needsCluster() {
        return true;
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        StackAccess stack = context.stack();
        stack.keepDown("traffic-generator");
        try {
            return measured(context, stack);
        } finally {
            stack.letUp("traffic-generator");
        }
    }

    private DrillReport measured(DrillContext context, StackAccess stack) throws InterruptedException {
        Kubectl cluster = stack.cluster();
        int base = context.number("rps");
        int calm = context.number("calm");
        int peakEnd = calm + RISE + context.number("seconds");
        int end = peakEnd + context.number("after");
        List<String> rates = List.of(
                "0," + base,
                calm + "," + base,
                (calm + RISE) + "," + base * FACTOR,
                peakEnd + "," + base * FACTOR,
                peakEnd + "," + base,
                end + "," + base);
        Instant begin = Instant.now();
        try (LoadPod load = LoadPod.changing(cluster, rates, end)) {
            Replicas replicas = watch(context, cluster, end);
            LoadResult seen = load.result(Duration.ofMinutes(5));
            Pages pages = Pages.since(stack.audit(), begin);
            return report(seen, replicas, calm, pages);
        }
    }

    private static Replicas watch(DrillContext context, Kubectl cluster, int end) throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        long start = System.nanoTime();
        String told = "";
        while (System.nanoTime() - start < Duration.ofSeconds(end).toNanos()) {
            JsonNode autoscaler = object(cluster, "horizontalpodautoscaler/" + SERVICE);
            JsonNode pods = object(cluster, "deployment/" + SERVICE);
            Sample sample = new Sample(
                    (System.nanoTime() - start) / 1e9,
                    autoscaler.path("status").path("desiredReplicas").asInt(0),
                    pods.path("status").path("readyReplicas").asInt(0));
            samples.add(sample);
            String counts = sample.ready() + " of " + sample.wanted();
            if (!counts.equals(told)) {
                context.progress().accept(Math.round(sample.second()) + " s: " + counts + " pods ready");
                told = counts;
            }
            Thread.sleep(2_000);
        }
        return new Replicas(samples);
    }

    private static JsonNode object(Kubectl cluster, String name) {
        return cluster.object(name).orElseThrow(() -> new StackException("there is no " + name));
    }

    private DrillReport report(LoadResult seen, Replicas all, int calm, Pages pages) {
        // What the autoscaler did before, while connections opened and code was compiled, is not the surge's.
        Replicas replicas = all.from(calm);
        int first = replicas.first();
        List<String> faults = new ArrayList<>();
        if (replicas.most() <= first) {
            faults.add("the autoscaler added no pod: the load is too small for this cluster's processors (--rps)");
        }
        if (replicas.capacityAfter(calm).isEmpty()) {
            faults.add("as many pods as were wanted were never ready");
        }
        if (replicas.rebounds() > 0) {
            faults.add("the number of pods flapped");
        }
        if (replicas.last() > first) {
            faults.add("the pods were not taken away again");
        }
        // A refusal is an answer; a time-out or a cut connection leaves the client without one.
        long unanswered = seen.failures().entrySet().stream()
                .filter(failure -> !failure.getKey().equals("http_5xx")
                        && !failure.getKey().equals("http_4xx"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (unanswered > 0) {
            faults.add(unanswered + " requests were left without an answer");
        }
        if (seen.undecided() > 0) {
            faults.add(seen.undecided() + " payments were left undecided");
        }
        if (!pages.fired().isEmpty()) {
            faults.add("pages: " + String.join(", ", pages.fired()));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drill", name());
        fields.put("sent", seen.sent());
        fields.put("failures", seen.failures());
        fields.put("undecided", seen.undecided());
        fields.put("p99_ms", seen.p99Millis());
        fields.put("pods_before", first);
        fields.put("most_pods", replicas.most());
        fields.put("capacity_seconds", replicas.capacityAfter(calm).orElse(-1));
        fields.put("replicas", all.changes());
        fields.put("pages", pages.fired());
        fields.put("passed", faults.isEmpty());
        String verdict = first + " pods, then " + replicas.most() + ", ready "
                + Math.round(replicas.capacityAfter(calm).orElse(-1)) + " s after the surge began, "
                + seen.attemptsFailed()
                + " of " + seen.sent() + " requests refused or failed, p99 " + Math.round(seen.p99Millis()) + " ms";
        return new DrillReport(
                faults.isEmpty(), faults.isEmpty() ? verdict : verdict + ": " + String.join("; ", faults), fields);
    }
}

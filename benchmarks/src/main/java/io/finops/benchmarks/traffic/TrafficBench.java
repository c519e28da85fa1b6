package io.finops.benchmarks.traffic;

import io.finops.benchmarks.Bench;
import io.finops.benchmarks.BenchContext;
import io.finops.benchmarks.BenchReport;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.plan.JvmOptions;
import io.finops.localstack.process.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much the traffic generator gets out of one core, beside wrk. The tools take turns against the same server, so that
 * whatever else the machine does meets both.
 */
public final class TrafficBench implements Bench {
    private static final int CONNECTIONS = 64;
    private static final Duration GRACE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "traffic";
    }

    @Override
    public String summary() {
        return "the traffic generator beside wrk: highest rate of one core, CPU, p99 at a fixed rate";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("rounds", "5");
        options.put("seconds", "10");
        options.put("rate", "5000");
        return options;
    }

    @Override
    public BenchReport run(BenchContext context) throws InterruptedException {
        int seconds = context.number("seconds");
        int rate = context.number("rate");
        Generator generator = new Generator(context.home().jar("traffic-generator"), new JvmOptions(System.getenv()));
        List<LoadTool> tools = new ArrayList<>();
        Wrk.find(context.home().tools(), context.progress()).ifPresent(tools::add);
        tools.add(generator);
        boolean pinned = pinning(context);
        List<Measurement> fastest = new ArrayList<>();
        List<Measurement> atRate = new ArrayList<>();
        try (Rig rig = new Rig(generator, Ports.freePort(), context.scratch(), pinned)) {
            Duration limit = GRACE.plusSeconds(seconds);
            context.progress().accept("warming the server up");
            rig.measure(tools.get(0), tools.get(0).fastest(rig.url(), 5, CONNECTIONS, context.scratch()), limit);
            for (int round = 1; round <= context.number("rounds"); round++) {
                for (LoadTool tool : tools) {
                    context.progress().accept("round " + round + ": " + tool.name());
                    fastest.add(
                            rig.measure(tool, tool.fastest(rig.url(), seconds, CONNECTIONS, context.scratch()), limit));
                    atRate.add(rig.measure(tool, tool.atRate(rig.url(), seconds, rate, context.scratch()), limit));
                }
            }
        }
        TrafficReport report = new TrafficReport(fastest, atRate);
        return new BenchReport(report.lines(), report.fields());
    }

    private static boolean pinning(BenchContext context) {
        boolean several = Runtime.getRuntime().availableProcessors() > 1;
        boolean taskset = Files.isExecutable(Path.of("/usr/bin/taskset"))
                && Shell.run(GRACE, List.of("taskset", "-c", "0", "true")).succeeded();
        if (!several || !taskset) {
            context.progress().accept("no taskset, or one core only: the tools and the server share what there is");
        }
        return several && taskset;
    }
}

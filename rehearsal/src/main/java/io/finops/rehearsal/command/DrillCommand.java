package io.finops.rehearsal.command;

import io.finops.localstack.Json;
import io.finops.localstack.UsageException;
import io.finops.localstack.command.NameList;
import io.finops.localstack.command.OwnOptions;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.kubernetes.ClusterOptions;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.drill.DrillContext;
import io.finops.rehearsal.drill.DrillReport;
import io.finops.rehearsal.drill.DrillTable;
import io.finops.rehearsal.results.RunResult;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
        name = "drill",
        description = {
            "Rehearses a fault against the running stack, wherever it runs; without NAME lists them all.",
            "Exit code 1 when an alert was missed, wrong or late."
        },
        mixinStandardHelpOptions = true)
public final class DrillCommand implements StackWord {
    /** The longest interval between scrapes, evaluations and refreshes that a drill meets, in milliseconds. */
    private static final int LONGEST_INTERVAL_MILLIS = 15_000;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A drill's name; all; or cluster, for those about Kubernetes.")
    private @Nullable String name;

    @Option(names = "--json", description = "One JSON object a run on standard output, progress on standard error.")
    private boolean json;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = {"How often (${DEFAULT-VALUE}), with a random pause of up to 15 s", "between two."})
    private int repeat;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Unmatched
    private List<String> own = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (name == null && !own.isEmpty()) {
            throw new UsageException("drill knows no " + own.get(0) + " without a NAME");
        }
        if (name == null) {
            Drills.all().forEach(drill -> System.out.printf("%-20s %s%n", drill.name(), drill.summary()));
            return 0;
        }
        List<Drill> drills = Drills.asked(name);
        if (drills.isEmpty()) {
            throw unknown();
        }
        if (drills.stream().anyMatch(Drill::needsCluster) && cluster.asked().isEmpty()) {
            throw new UsageException("this is about a cluster: add --kubernetes");
        }
        StackAccess stack = drills.stream().anyMatch(Drill::needsStack)
                ? cluster.asked()
                        .map(asked -> StackAccess.in(asked, StackOptions.home()))
                        .orElseGet(() -> StackAccess.running(StackOptions.home()))
                : StackAccess.notRunning(StackOptions.home());
        stack.requireSimulators();
        List<DrillReport> reports = new ArrayList<>();
        for (Drill drill : drills) {
            Map<String, String> options = OwnOptions.parse("drill " + drill.name(), drill.options(), own);
            for (int run = 0; run < repeat; run++) {
                // A run ends with an evaluation of the rules. Without a pause, every next fault would fall at the same
                // moment before the next one.
                Duration pause = Duration.ofMillis(
                        run == 0 ? 0 : ThreadLocalRandom.current().nextInt(LONGEST_INTERVAL_MILLIS));
                Instant begin = Instant.now();
                DrillReport report = drill.run(new DrillContext(stack, options, pause, this::progress));
                reports.add(report);
                RunResult.of("drill", drill.name(), report.passed(), begin, report.fields())
                        .leaveIn(StackOptions.home().results());
                show(drill, report);
            }
        }
        if (reports.size() > 1 && !json) {
            System.out.print(DrillTable.of(reports));
        }
        if (name.equals("all")) {
            Json.write(
                    Path.of("drills.json").toAbsolutePath(),
                    reports.stream().map(DrillReport::fields).toList());
        }
        return reports.stream().allMatch(DrillReport::passed) ? 0 : 1;
    }

    private static UsageException unknown() {
        return new UsageException(NameList.after(
                "there is no such drill; there are:",
                Stream.concat(Stream.of("all", "cluster"), Drills.all().stream().map(Drill::name))
                        .toList()));
    }

    private void show(Drill drill, DrillReport report) {
        if (json) {
            System.out.println(Json.MAPPER.writeValueAsString(report.fields()));
        } else {
            System.out.printf("%-5s %-20s %s%n", report.passed() ? "ok" : "FAIL", drill.name(), report.verdict());
        }
    }

    private void progress(String line) {
        (json ? System.err : System.out).println("  " + line);
    }
}

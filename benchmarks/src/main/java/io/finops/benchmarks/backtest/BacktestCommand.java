package io.finops.benchmarks.backtest;

import io.finops.localstack.Json;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import io.finops.rehearsal.results.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./stack backtest}. */
@Command(
        name = "backtest",
        description = {
            "Evaluates every alert over a quiet month and a month of incidents, in its own Prometheus.",
            "Exit code 1 when one pages on a quiet day or misses an incident. Takes some minutes."
        },
        mixinStandardHelpOptions = true)
public final class BacktestCommand implements StackWord {
    @Option(names = "--json", description = "One JSON object on standard output, progress on standard error.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Another number is another month (${DEFAULT-VALUE}).")
    private long seed;

    private final long began = System.nanoTime();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant begin = Instant.now();
        StackHome home = StackOptions.home();
        Tools tools = new Tools(home.tools(), this::progress);
        Path scratch = Files.createTempDirectory("stack-backtest");
        Thread cleanUp = new Thread(() -> {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            delete(scratch);
        });
        Runtime.getRuntime().addShutdownHook(cleanUp);
        try {
            BacktestReport report = new Backtest(
                            tools.require(Program.PROMETHEUS), tools.require(Program.PROMTOOL), scratch, this::progress)
                    .run(home.repository().resolve("prometheus/rules"), seed);
            RunResult.of("backtest", "month-" + seed, report.passed(), begin, report.fields())
                    .leaveIn(home.results());
            if (json) {
                System.out.println(Json.MAPPER.writeValueAsString(report.fields()));
            } else {
                report.lines().forEach(System.out::println);
            }
            return report.passed() ? 0 : 1;
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path folder) {
        Shell.run(Duration.ofMinutes(1), List.of("rm", "-rf", folder.toString()));
    }

    private void progress(String line) {
        (json ? System.err : System.out)
                .printf(
                        "  %4d s  %s%n",
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(), line);
    }
}

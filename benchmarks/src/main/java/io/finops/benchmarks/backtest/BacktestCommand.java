package io.finops.benchmarks.backtest;

import io.finops.localstack.Json;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Scratch;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import io.finops.rehearsal.results.RunResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
        try (Scratch scratch = Scratch.open("stack-backtest")) {
            BacktestReport report = new Backtest(
                            tools.require(Program.PROMETHEUS),
                            tools.require(Program.PROMTOOL),
                            scratch.folder(),
                            this::progress)
                    .run(home.repository().resolve("prometheus/rules"), seed);
            RunResult.of("backtest", "month-" + seed, report.passed(), begin, report.fields())
                    .leaveIn(home.results());
            if (json) {
                System.out.println(Json.MAPPER.writeValueAsString(report.fields()));
            } else {
                report.lines().forEach(System.out::println);
            }
            return report.passed() ? 0 : 1;
        }
    }

    private void progress(String line) {
        (json ? System.err : System.out)
                .printf(
                        "  %4d s  %s%n",
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(), line);
    }
}

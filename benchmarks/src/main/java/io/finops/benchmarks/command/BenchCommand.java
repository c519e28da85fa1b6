package io.finops.benchmarks.command;

import io.finops.benchmarks.Bench;
import io.finops.benchmarks.BenchContext;
import io.finops.benchmarks.BenchReport;
import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.UsageException;
import io.finops.localstack.command.NameList;
import io.finops.localstack.command.OwnOptions;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.process.Scratch;
import io.finops.rehearsal.results.RunResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
        name = "bench",
        description = "Runs a measurement on free ports; without NAME lists them all.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements StackWord {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A bench's name.")
    private @Nullable String name;

    @Option(names = "--json", description = "One JSON object on standard output, progress on standard error.")
    private boolean json;

    @Unmatched
    private List<String> own = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (name == null && !own.isEmpty()) {
            throw new UsageException("bench knows no " + own.get(0) + " without a NAME");
        }
        if (name == null) {
            Benches.all().forEach(bench -> System.out.printf("%-16s %s%n", bench.name(), bench.summary()));
            return 0;
        }
        Bench bench = Benches.named(name)
                .orElseThrow(() -> new UsageException(NameList.after(
                        "there is no such bench; there are:",
                        Benches.all().stream().map(Bench::name).toList())));
        Map<String, String> options = OwnOptions.parse("bench " + bench.name(), bench.options(), own);
        Instant begin = Instant.now();
        try (Scratch scratch = Scratch.open("stack-bench")) {
            BenchReport report = run(
                    bench, new BenchContext(StackOptions.home(), scratch.folder(), options, this::progress), scratch);
            RunResult.of("bench", bench.name(), true, begin, report.fields())
                    .leaveIn(StackOptions.home().results());
            if (json) {
                System.out.println(Json.MAPPER.writeValueAsString(report.fields()));
            } else {
                report.lines().forEach(System.out::println);
            }
            return 0;
        }
    }

    private static BenchReport run(Bench bench, BenchContext context, Scratch scratch)
            throws IOException, InterruptedException {
        try {
            return bench.run(context);
        } catch (StackException e) {
            // It names a log.
            scratch.keep();
            throw e;
        }
    }

    private void progress(String line) {
        (json ? System.err : System.out).println("  " + line);
    }
}

package io.finops.rehearsal.history;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.plan.JvmOptions;
import io.finops.localstack.process.Shell;
import io.finops.localstack.supervisor.Probe;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts weeks of simulated bill and payments into Prometheus's data folder, once, while Prometheus does not run. */
public final class HistoryLoad {
    /** Prometheus keeps 40 days, and the ledger's own days are 35. */
    private static final int DAYS = 35;

    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** What promtool was seen to read on a busy machine is several times as much. */
    private static final long LEAST_BYTES_A_SECOND = 250_000;

    private final StackHome home;
    private final Ports ports;
    private final Consumer<String> progress;

    public HistoryLoad(StackHome home, Ports ports, Consumer<String> progress) {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
    }

    /** Loads it unless that was done before, around a mean of so many payments a second. */
    public void load(double paymentsPerSecond) {
        Path mark = home.root().resolve("data").resolve("history-loaded");
        if (Files.exists(mark)) {
            progress.accept("history was loaded before");
            return;
        }
        Path work = home.run().resolve("history");
        try {
            delete(work);
            Files.createDirectories(work);
            Path blocks = blocks(work, paymentsPerSecond);
            long bytes = size(blocks);
            Path data = Files.createDirectories(home.data("prometheus"));
            try (Stream<Path> all = Files.list(blocks)) {
                for (Path block : all.toList()) {
                    Files.move(block, data.resolve(block.getFileName()));
                }
            }
            Files.writeString(mark, Instant.now() + "\n");
            progress.accept("loaded " + DAYS + " days of history, bill and payments, all of it simulated: "
                    + (bytes + 1_000_000 / 2) / 1_000_000 + " MB of Prometheus's blocks");
            delete(work);
        } catch (IOException e) {
            throw new StackException("cannot load the history: " + e, e);
        }
    }

    private Path blocks(Path work, double paymentsPerSecond) throws IOException {
        LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS);
        progress.accept("writing the history since " + first);
        Path bill = work.resolve("bill.om");
        askForBill(first, bill);
        Instant end = Instant.now();
        Path file = work.resolve("history.om");
        BillHistory costs = new BillHistory(ports.address("cost-exporter"), end);
        try (Writer out = Files.newBufferedWriter(file)) {
            costs.copy(bill, out);
            PaymentCurve curve = new PaymentCurve(paymentsPerSecond);
            Instant begin = first.atStartOfDay(ZoneOffset.UTC).toInstant();
            new PaymentHistory(
                            curve, ports.address("payments-service"), ports.address("cost-exporter"), costs.runRates())
                    .write(begin, end, out);
            new RecordedHistory(curve, costs.runRates()).write(begin, end, out);
            new ObjectiveHistory(curve).write(begin, end, out);
            out.write(OpenMetrics.END);
        }
        Duration patience = LIMIT.plusSeconds(Files.size(file) / LEAST_BYTES_A_SECOND);
        progress.accept(
                "turning the history, " + Files.size(file) / 1_000_000 + " MB, into Prometheus's blocks; this may take "
                        + patience.toMinutes() + " minutes on a busy machine");
        Path blocks = work.resolve("blocks");
        String promtool =
                new Tools(home.tools(), progress).require(Program.PROMTOOL).toString();
        // Few long blocks: promtool reads the whole file once for each.
        succeed(Shell.run(
                patience,
                List.of(
                        promtool,
                        "tsdb",
                        "create-blocks-from",
                        "--max-block-duration=486h",
                        "openmetrics",
                        file.toString(),
                        blocks.toString())));
        return blocks;
    }

    /** Of simulators of its own, with the same seed, since those of the stack do not run yet. */
    private void askForBill(LocalDate first, Path out) throws IOException {
        int port = Ports.freePort();
        JvmOptions jvm = new JvmOptions(System.getenv());
        Process simulators = new ProcessBuilder(
                        jvm.java("simulators", home.keptJar("simulators"), "--port", String.valueOf(port)))
                .redirectErrorStream(true)
                .redirectOutput(out.resolveSibling("simulators.log").toFile())
                .start();
        try {
            await(simulators, port);
            List<String> command = jvm.java(
                    "cost-exporter",
                    home.keptJar("cost-exporter"),
                    "history",
                    "--from",
                    first.toString(),
                    // The newest day of a bill is not whole yet.
                    "--to",
                    first.plusDays(DAYS - 1).toString(),
                    "--out",
                    out.toString(),
                    "--cost-exporter.state-dir=" + out.resolveSibling("state"),
                    "--cost-exporter.aws.endpoint=http://127.0.0.1:" + port);
            Map<String, String> credentials = Map.of(
                    "AWS_ACCESS_KEY_ID", "simulated", "AWS_SECRET_ACCESS_KEY", "simulated", "AWS_REGION", "us-east-1");
            succeed(Shell.run(LIMIT, home.run(), credentials, "", command));
        } finally {
            simulators.destroy();
        }
    }

    private static void await(Process simulators, int port) {
        Instant limit = Instant.now().plus(LIMIT);
        while (!Probe.http(port, "/health").problem().isEmpty()) {
            if (!simulators.isAlive() || Instant.now().isAfter(limit)) {
                throw new StackException("the simulators do not start, so there is no history to load");
            }
            try {
                Thread.sleep(150);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("interrupted", e);
            }
        }
    }

    private static void succeed(Shell.Result result) {
        if (!result.succeeded()) {
            throw new StackException("cannot load the history: " + result.lastLine());
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

package io.finops.benchmarks.backtest;

import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A month of quiet nights, and a month of incidents, for every alert of a folder of rules. */
final class Backtest {
    /** A Monday; the judged month of thirty days has a first of the month in it. */
    static final Instant START = Instant.parse("2026-09-07T00:00:00Z");

    /** Bands need two weeks before they say anything. */
    static final Duration WARM_UP = Duration.ofDays(14);

    static final Duration JUDGED = Duration.ofDays(30);

    static final Map<String, String> NOT_TESTED = Map.of("Watchdog", "it always fires, and is meant to");

    private final Path prometheus;
    private final Promtool promtool;
    private final Path scratch;
    private final Consumer<String> progress;

    Backtest(Path prometheus, Path promtool, Path scratch, Consumer<String> progress) {
        this.prometheus = prometheus;
        this.promtool = new Promtool(promtool);
        this.scratch = scratch;
        this.progress = progress;
    }

    BacktestReport run(Path rules, long seed) throws IOException, InterruptedException {
        long began = System.nanoTime();
        RuleBook book = read(rules);
        List<Rule> alerts = book.alerts().stream()
                .filter(alert -> !NOT_TESTED.containsKey(alert.name()))
                .toList();
        List<Incident> incidents = Incidents.from(START.plus(WARM_UP));
        List<BacktestReport.Run> runs = judge(
                List.of(
                        scenario("quiet", seed, List.of(), ColdStart.from(START.plus(WARM_UP))),
                        scenario("broken", seed + 1000, incidents, List.of())),
                book,
                alerts);
        Set<String> injected = incidents.stream()
                .flatMap(incident -> incident.alerts().stream())
                .collect(Collectors.toSet());
        return new BacktestReport(
                Shell.run(Duration.ofSeconds(10), List.of(prometheus.toString(), "--version"))
                        .output()
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replaceFirst(" \\(.*", ""),
                runs.get(0),
                runs.get(1),
                NOT_TESTED,
                alerts.stream()
                        .map(Rule::name)
                        .filter(alert -> !injected.contains(alert))
                        .toList(),
                (System.nanoTime() - began) / 1e9);
    }

    RuleBook read(Path rules) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.list(rules)) {
            files = all.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new StackException("there are no rules in " + rules);
        }
        Path folder = scratch.resolve("rules");
        try (HistoryServer server = HistoryServer.start(
                prometheus,
                HistoryServer.configure(folder, files),
                folder.resolve("data"),
                Resolution.COARSE.lookback())) {
            return new RuleBook(server.rules());
        }
    }

    static Scenario scenario(String name, long seed, List<Incident> incidents, List<ColdStart> coldStarts) {
        return new Scenario(name, seed, START, WARM_UP, JUDGED, incidents, coldStarts);
    }

    /** All at once: each has a folder and servers of its own. */
    private List<BacktestReport.Run> judge(List<Scenario> scenarios, RuleBook book, List<Rule> alerts)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(scenarios.size());
        try {
            List<Future<BacktestReport.Run>> runs = scenarios.stream()
                    .map(scenario -> pool.submit(() -> judge(scenario, book, alerts)))
                    .toList();
            List<BacktestReport.Run> results = new ArrayList<>();
            for (Future<BacktestReport.Run> run : runs) {
                results.add(run.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException failure
                    ? failure
                    : new StackException("the back-test failed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    BacktestReport.Run judge(Scenario scenario, RuleBook book, List<Rule> alerts)
            throws IOException, InterruptedException {
        List<Rule> fine = alerts.stream()
                .filter(alert -> Resolution.needsFine(alert, book))
                .toList();
        List<Rule> coarse =
                alerts.stream().filter(alert -> !fine.contains(alert)).toList();
        HistoryFiles fineFiles = files(scenario, Resolution.FINE, book.words(fine));
        HistoryFiles coarseFiles = files(scenario, Resolution.COARSE, book.words(coarse));
        try (fineFiles;
                coarseFiles) {
            say(scenario, "writing " + scenario.judged().plus(scenario.warmUp()).toDays() + " days");
            new World(scenario).play(coarseFiles, fineFiles);
        }
        load(scenario, Resolution.FINE, fineFiles);
        load(scenario, Resolution.COARSE, coarseFiles);
        return replay(
                scenario,
                book,
                fine,
                coarse,
                Map.of(Resolution.FINE.name(), fineFiles.samples(), Resolution.COARSE.name(), coarseFiles.samples()));
    }

    BacktestReport.Run replay(
            Scenario scenario, RuleBook book, List<Rule> fineAlerts, List<Rule> coarseAlerts, Map<String, Long> samples)
            throws IOException, InterruptedException {
        Replay fine = replay(scenario, book, Resolution.FINE);
        List<Firing> firings =
                new ArrayList<>(fine.run(fineAlerts, scenario.judgedWindows(), scenario.fine(), List.of()));
        Replay coarse = replay(scenario, book, Resolution.COARSE);
        firings.addAll(
                coarse.run(coarseAlerts, scenario.recordedWindows(), scenario.judgedWindows(), List.copyOf(firings)));
        return new BacktestReport.Run(
                scenario,
                Verdict.of(scenario.incidents(), firings),
                new TreeMap<>(Map.of(
                        Resolution.FINE.name(), fine.evaluations(), Resolution.COARSE.name(), coarse.evaluations())),
                new TreeMap<>(samples));
    }

    private HistoryFiles files(Scenario scenario, Resolution resolution, Set<String> names) throws IOException {
        return new HistoryFiles(folder(scenario, resolution), resolution.blockSeconds(), names);
    }

    private void load(Scenario scenario, Resolution resolution, HistoryFiles files) throws IOException {
        say(
                scenario,
                "loading " + Math.round(files.samples() / 1e5) / 10.0 + " million samples at " + resolution.name());
        Path data = Files.createDirectories(folder(scenario, resolution).resolve("data"));
        for (Path file : files.files()) {
            promtool.load(file, resolution.blockHours(), data);
        }
    }

    private Replay replay(Scenario scenario, RuleBook book, Resolution resolution) {
        return new Replay(
                book,
                resolution,
                prometheus,
                promtool,
                folder(scenario, resolution).resolve("data"),
                line -> say(scenario, line + " at " + resolution.name()));
    }

    private Path folder(Scenario scenario, Resolution resolution) {
        return scratch.resolve(scenario.name() + "-" + resolution.step());
    }

    private void say(Scenario scenario, String line) {
        progress.accept(scenario.name() + ": " + line);
    }
}

package io.finops.benchmarks.backtest;

import io.finops.benchmarks.backtest.AlertState.Span;
import io.finops.benchmarks.backtest.Scenario.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Consumer;

/** Evaluates alerts over the blocks of one folder, as often as their groups are evaluated, and keeps their state as Prometheus does. */
final class Replay {
    private static final long MOST_STEPS = 10_000;

    private final RuleBook book;
    private final Resolution resolution;
    private final Path prometheus;
    private final Promtool promtool;
    private final Path data;
    private final Consumer<String> progress;
    private long evaluations;

    Replay(
            RuleBook book,
            Resolution resolution,
            Path prometheus,
            Promtool promtool,
            Path data,
            Consumer<String> progress) {
        this.book = book;
        this.resolution = resolution;
        this.prometheus = prometheus;
        this.promtool = promtool;
        this.data = data;
        this.progress = progress;
    }

    /**
     * What fired and was pending.
     *
     * @param recorded the stretches of time in which rules record
     * @param judged the stretches of time in which alerts are evaluated, each for itself
     * @param told alerts of another replay whose {@code ALERTS} these may read
     */
    List<Firing> run(List<Rule> alerts, List<Window> recorded, List<Window> judged, List<Firing> told)
            throws IOException, InterruptedException {
        promtool.loadAlerts(told, resolution, data);
        List<List<Rule>> levels = book.recordingsFor(alerts);
        for (int level = 0; level < levels.size(); level++) {
            progress.accept("recording " + levels.get(level).size() + " rules of level " + (level + 1) + " of "
                    + levels.size());
            try (HistoryServer server = serve()) {
                for (Window window : recorded) {
                    // One step earlier: in Prometheus the first evaluation records before it judges.
                    Window fromBefore = new Window(window.from() - resolution.step(), window.to());
                    promtool.record(levels.get(level), resolution, fromBefore, server.url(), data);
                }
            }
        }
        List<Firing> all = new ArrayList<>();
        for (List<Rule> stage : RuleBook.inOrder(alerts)) {
            progress.accept("evaluating " + stage.size() + " alerts");
            List<Firing> firings = new ArrayList<>();
            try (HistoryServer server = serve()) {
                for (Rule alert : stage) {
                    for (Window window : judged) {
                        firings.addAll(evaluate(server, alert, window));
                    }
                }
            }
            promtool.loadAlerts(firings, resolution, data);
            all.addAll(firings);
        }
        return all;
    }

    long evaluations() {
        return evaluations;
    }

    private List<Firing> evaluate(HistoryServer server, Rule alert, Window window) throws InterruptedException {
        long step = resolution.stepOf(alert);
        long start = window.from() / step * step;
        Map<Map<String, String>, NavigableSet<Long>> holds = new HashMap<>();
        for (long from = start; from <= window.to(); from += MOST_STEPS * step) {
            server.collect(alert.query(), from, Math.min(window.to(), from + (MOST_STEPS - 1) * step), step, holds);
        }
        evaluations += (window.to() - start) / step + 1;
        List<Firing> firings = new ArrayList<>();
        holds.forEach((labels, times) -> {
            AlertState state = AlertState.replay(alert, times, start, window.to(), step);
            for (Span span : state.firing()) {
                firings.add(new Firing(alert, labels, false, span));
            }
            for (Span span : state.pending()) {
                firings.add(new Firing(alert, labels, true, span));
            }
        });
        return firings;
    }

    private HistoryServer serve() throws IOException, InterruptedException {
        Path configuration = HistoryServer.configure(data.resolveSibling("server"), List.of());
        return HistoryServer.start(prometheus, configuration, data, resolution.lookback());
    }
}

package io.finops.benchmarks.backtest;

import java.io.IOException;
import java.util.List;

/** Everything that is scraped, played once from beginning to end and written down at two resolutions. */
final class World {
    static final int COARSE = 60;

    private final Scenario scenario;
    private final List<Scenario.Window> fineWindows;

    World(Scenario scenario) {
        this.scenario = scenario;
        fineWindows = scenario.fine();
    }

    void play(HistoryFiles coarse, HistoryFiles fine) throws IOException {
        long first = scenario.whole().from();
        PaymentWorld payments = new PaymentWorld(new Chance(scenario.seed()), scenario.start());
        BillWorld bill = new BillWorld(new Chance(scenario.seed() + 1), scenario.seed());
        StackWorld stack = new StackWorld(new Chance(scenario.seed() + 2), first);
        for (long time = first; time <= scenario.whole().to(); time += PaymentWorld.TICK) {
            Conditions now = scenario.at(time);
            payments.tick(time, now);
            bill.tick(time, now);
            stack.tick(time, now);
            if (now.away) {
                continue;
            }
            if (time % COARSE == 0) {
                SampleSink sink = coarse.at(time);
                stack.exposeWatching(sink, now);
                payments.expose(time, sink, now);
                bill.expose(sink, now);
                stack.expose(sink, now);
            }
            if (isFine(time)) {
                SampleSink sink = fine.at(time);
                stack.exposeWatching(sink, now);
                payments.expose(time, sink, now);
                if (time % 15 == 0) {
                    stack.expose(sink, now);
                }
            }
        }
    }

    private boolean isFine(long time) {
        for (Scenario.Window window : fineWindows) {
            if (window.holds(time)) {
                return true;
            }
        }
        return false;
    }
}

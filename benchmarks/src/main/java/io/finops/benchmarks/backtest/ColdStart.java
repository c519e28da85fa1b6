package io.finops.benchmarks.backtest;

import io.finops.benchmarks.backtest.Scenario.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything stops at once, Prometheus included, and starts again after the gap: Prometheus at once, all else half a minute later, and the first
 * minute of payments is slow.
 */
record ColdStart(Instant stop, Duration gap) {
    private static final int STARTING = 30;
    private static final int SLOW = 60;

    /** From some seconds, as when a machine restarts, to a night; from the first judged midnight on, none of them while the service is released. */
    static List<ColdStart> from(Instant first) {
        return List.of(
                at(first, 2, 13, Duration.ofMinutes(15)),
                at(first, 6, 15, Duration.ofSeconds(40)),
                at(first, 9, 3, Duration.ofHours(3)),
                at(first, 13, 14, Duration.ofMinutes(15)),
                at(first, 17, 20, Duration.ofHours(9)),
                at(first, 22, 12, Duration.ofSeconds(90)),
                at(first, 26, 16, Duration.ofMinutes(4)));
    }

    private static ColdStart at(Instant first, int day, int hour, Duration gap) {
        // Just after a scrape, also of those that are a minute apart.
        return new ColdStart(
                first.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)).plusSeconds(PaymentWorld.TICK), gap);
    }

    /** The first moment of the new Prometheus. */
    long start() {
        return stop.plus(gap).getEpochSecond();
    }

    void apply(long time, Conditions now) {
        if (time < stop.getEpochSecond()) {
            return;
        }
        now.away = time < start();
        now.starting = !now.away && time < start() + STARTING;
        now.serviceDown |= now.away || now.starting;
        if (!now.away) {
            now.prometheusSince = start();
        }
        if (!now.away && time < start() + STARTING + SLOW) {
            now.slow = 1;
            now.slowSeconds = 3;
        }
    }

    /** What is left of a window without the gaps, in which nothing is evaluated. */
    static List<Window> without(Window window, List<ColdStart> starts) {
        List<Window> left = new ArrayList<>();
        long from = window.from();
        for (ColdStart cold : starts) {
            left.add(new Window(from, cold.stop().getEpochSecond() - 1));
            from = cold.start();
        }
        left.add(new Window(from, window.to()));
        return left;
    }
}

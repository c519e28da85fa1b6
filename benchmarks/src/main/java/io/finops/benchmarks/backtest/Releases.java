package io.finops.benchmarks.backtest;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processes of payments-service there are: a release on most working days (the new one starts, takes over, the old one
 * leaves), restarts that set counters back between two scrapes, a second replica that is away for half a minute, scrapes missed.
 */
final class Releases {
    private static final double MISSED = 1.0 / 4000;
    /** What makes one scrape time out, a pause of the process or of the network, often lasts until the next; not until the one after. */
    private static final double MISSED_AGAIN = 0.25;

    private static final double RELEASES_ON_A_DAY = 0.7;
    private static final int RELEASE_SECOND = 10 * 3600 + 17 * 60;
    private static final int OVERLAP = 30;
    private static final double RESTARTS_A_SECOND = 1.0 / (3 * 86_400);
    private static final double TWO_REPLICAS_A_SECOND = 1.0 / (5 * 86_400);
    private static final int TWO_REPLICAS_FOR = 3600;
    private static final int AWAY_FROM = 1800;
    private static final int AWAY_FOR = 40;

    /** One target of the scrapes. */
    record Target(Replica replica, boolean away, boolean missed) {}

    private final Chance chance;
    private Replica current;
    private List<Target> targets = List.of();
    private int number;
    private Replica other;
    private long otherUntil;
    private long secondSince = Long.MAX_VALUE;
    private long last;
    private int missedInARow;
    private double dearer = 1;
    private String usual = "1.0";

    Releases(Chance chance, long start) {
        this.chance = chance;
        current = new Replica("payments-0:8080", usual, 1, start);
        other = current;
    }

    /**
     * Goes on.
     *
     * @param now while everything is away, every process has ended and starts again, with nothing counted, when this is over; a release that uses
     *     more or less is rolled out when it begins and taken back when it ends
     */
    void tick(long time, Conditions now) {
        boolean away = now.away;
        int seconds = (int) (last == 0 ? 0 : time - last);
        last = time;
        ZonedDateTime clock = Instant.ofEpochSecond(time).atZone(ZoneOffset.UTC);
        boolean working = clock.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue();
        boolean two = otherUntil > time;
        if (now.dearer != dearer) {
            dearer = now.dearer;
            other = current;
            otherUntil = time + OVERLAP;
            number++;
            current = new Replica("payments-" + number + ":8080", dearer == 1 ? usual : "1." + number, dearer, time);
        } else if (working
                && clock.toLocalTime().toSecondOfDay() == RELEASE_SECOND
                && !two
                && chance.happens(RELEASES_ON_A_DAY)) {
            other = current;
            otherUntil = time + OVERLAP;
            number++;
            usual = "1." + number;
            current = new Replica("payments-" + number + ":8080", usual, dearer, time);
        } else if (!two && chance.happens(seconds * TWO_REPLICAS_A_SECOND)) {
            other = current.another("payments-" + ++number + ":8080", time);
            otherUntil = time + TWO_REPLICAS_FOR;
            secondSince = time;
        } else if (!two && chance.happens(seconds * RESTARTS_A_SECOND)) {
            current = current.another(current.instance(), time);
        }
        if (away) {
            current = current.another(current.instance(), time);
            otherUntil = 0;
        }
        if (otherUntil <= time) {
            secondSince = Long.MAX_VALUE;
        }
        List<Target> all = new ArrayList<>();
        all.add(new Target(current, false, missed()));
        if (otherUntil > time) {
            long since = secondSince == Long.MAX_VALUE ? -1 : time - secondSince;
            all.add(new Target(other, since >= AWAY_FROM && since < AWAY_FROM + AWAY_FOR, chance.happens(MISSED)));
        }
        targets = List.copyOf(all);
    }

    private boolean missed() {
        boolean missed = switch (missedInARow) {
            case 0 -> chance.happens(MISSED);
            case 1 -> chance.happens(MISSED_AGAIN);
            default -> false;
        };
        missedInARow = missed ? missedInARow + 1 : 0;
        return missed;
    }

    List<Target> targets() {
        return targets;
    }

    /** Who takes payments: of a release only the new one. */
    List<Replica> serving() {
        return targets.stream()
                .filter(target -> !target.away() && (secondSince != Long.MAX_VALUE || target.replica() == current))
                .map(Target::replica)
                .toList();
    }
}

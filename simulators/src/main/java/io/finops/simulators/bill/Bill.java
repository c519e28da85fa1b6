package io.finops.simulators.bill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulated company's bill.
 *
 * <p>Every day has final figures that the seed and the date alone decide. What AWS shows of them depends on the clock:
 * it refreshes every eight hours, today is late and partial, a day is restated for three days after its end, and what is
 * charged by the month arrives when it arrives. Thread-safe.
 */
public final class Bill {
    private static final Duration REFRESH = Duration.ofHours(8);
    private static final Duration RESTATED_FOR = Duration.ofDays(3);
    private static final int CACHED_DAYS = 800;

    private final long seed;
    private final DailyLines dailyLines;
    private final MonthlyLines monthlyLines;
    private final List<CostStream> streams;
    private final Map<LocalDate, Day> days = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, Day> eldest) {
            return size() > CACHED_DAYS;
        }
    };

    public Bill(long seed) {
        this.seed = seed;
        this.dailyLines = new DailyLines(seed);
        this.monthlyLines = new MonthlyLines(dailyLines.streams());
        this.streams = new ArrayList<>(dailyLines.streams());
        streams.addAll(monthlyLines.streams());
    }

    public static List<Account> accounts() {
        return Company.accounts();
    }

    public List<CostStream> streams() {
        return List.copyOf(streams);
    }

    /** What the day costs when all is settled. */
    public DayFigures finalFigures(LocalDate day) {
        return withMonthlyLines(daily(day).figures(), day, Instant.MAX);
    }

    /** What AWS shows of the day at this instant; zeros for days to come. */
    public DayFigures seen(LocalDate day, Instant now) {
        Instant refreshed = refreshed(now);
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (!refreshed.isAfter(start)) {
            return new DayFigures(streams.size());
        }
        DayFigures daily = daily(day).figures();
        if (refreshed.isBefore(start.plus(RESTATED_FOR).plus(Duration.ofDays(1)))) {
            daily = unsettled(daily, day, start, refreshed);
        }
        return withMonthlyLines(daily, day, refreshed);
    }

    /** The first instant from which on the day shows its final figures. */
    public static Instant finalAt(LocalDate day) {
        Instant settled =
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(RESTATED_FOR);
        Instant monthly = MonthlyLines.finalAt(day);
        return monthly.isAfter(settled) ? monthly : settled;
    }

    /** Whether AWS still calls a day's figures an estimate: until the month's invoice on the 7th of the next. */
    public static boolean isEstimated(LocalDate day, Instant now) {
        return now.isBefore(day.withDayOfMonth(1)
                .plusMonths(1)
                .withDayOfMonth(7)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant());
    }

    public Commitments commitments(LocalDate day) {
        return daily(day).commitments();
    }

    /** From -1 to 1: by how much a forecast made on this day is off. */
    public double forecastError(LocalDate asked) {
        return Chance.around(seed, 61, asked.toEpochDay());
    }

    /** The incident of the quarter that a day belongs to. */
    public Incident incident(LocalDate day) {
        return Incident.of(seed, day);
    }

    /** The on-demand stream of an incident's workload. */
    public CostStream stream(Incident incident) {
        return dailyLines.workloads().get(incident.workload()).stream();
    }

    private DayFigures withMonthlyLines(DayFigures daily, LocalDate day, Instant refreshed) {
        if (day.getDayOfMonth() != 1 && day.getDayOfMonth() != MonthlyLines.REFUND_DAY) {
            return daily;
        }
        DayFigures whole = daily.copy(streams.size());
        Instant reading = refreshed.equals(Instant.MAX) ? finalAt(day) : refreshed;
        monthlyLines.add(whole, day, reading, each -> daily(each).figures());
        return whole;
    }

    private DayFigures unsettled(DayFigures settled, LocalDate day, Instant start, Instant refreshed) {
        DayFigures seen = settled.copy(streams.size());
        long hours = Duration.between(start, refreshed).toHours();
        for (int stream = 0; stream < dailyLines.streams().size(); stream++) {
            double share = switch (streams.get(stream).recordType()) {
                case SAVINGS_PLAN_FEE -> Math.min(1, hours / 24.0);
                case RESERVATION_FEE -> 1;
                default -> seenShare(usageName(stream), day, hours);
            };
            seen.scale(stream, share);
        }
        return seen;
    }

    /** How much of a day's usage AWS knows, so many hours after the day began. Restatements go both ways. */
    private double seenShare(long name, LocalDate day, long hours) {
        double reported = Math.max(0, Math.min(1, (hours - 4 - 9 * Chance.share(seed, 51, name)) / 24));
        long daysAfterEnd = Math.floorDiv(hours, 24) - 1;
        double wobble = Chance.around(seed, 52, name, day.toEpochDay(), daysAfterEnd);
        return switch ((int) daysAfterEnd) {
            case -1, 0 -> reported * (0.985 + 0.01 * wobble);
            case 1 -> 0.998 + 0.004 * wobble;
            case 2 -> 1 + 0.001 * wobble;
            default -> 1;
        };
    }

    /** The same for a stream's usage, its covered part and its negation, so that these stay each other's opposite. */
    private long usageName(int stream) {
        CostStream named = streams.get(stream);
        return (named.account().id() + named.service() + named.region() + named.usageType()).hashCode();
    }

    private static Instant refreshed(Instant now) {
        long seconds = REFRESH.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
    }

    private Day daily(LocalDate day) {
        synchronized (days) {
            Day known = days.get(day);
            if (known == null) {
                DayFigures figures = new DayFigures(streams.size());
                known = new Day(figures, dailyLines.fill(figures, day));
                days.put(day, known);
            }
            return known;
        }
    }

    private record Day(DayFigures figures, Commitments commitments) {}
}

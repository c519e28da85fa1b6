package io.finops.costexporter.spend;

import io.finops.costexporter.aws.CostQuery;
import io.finops.costexporter.aws.CostSource;
import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.ReadFailure;
import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.refresh.Collector;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Reads one view and keeps it: all of a read or nothing of it. */
public final class SpendCollector implements Collector {
    private final CostView view;
    private final SpendPolicy policy;
    private final Duration interval;
    private final CostSource source;
    private final ViewStore store;

    public SpendCollector(CostView view, SpendPolicy policy, Duration interval, CostSource source, ViewStore store) {
        this.view = view;
        this.policy = policy;
        this.interval = interval;
        this.source = source;
        this.store = store;
    }

    @Override
    public String name() {
        return collectorName(view);
    }

    /** The value of the label {@code collector} for a view. */
    public static String collectorName(CostView view) {
        return "spend/" + view.name();
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean hasFigures() {
        return store.get(view.name()).isPresent();
    }

    @Override
    public void collect(Instant now, boolean thorough) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate kept = SpendPolicy.keptFrom(today);
        CostHistory known = store.get(view.name()).orElseGet(() -> CostHistory.none(policy.bases()));
        LocalDate from = from(known, kept, SpendPolicy.readFrom(today, thorough), now);
        CostReading reading;
        try {
            reading = source.read(new CostQuery(view, policy.bases(), from, today.plusDays(1)));
        } catch (ReadFailure failure) {
            if (failure.reason() == FailureReason.DATA_UNAVAILABLE
                    && known.days().isEmpty()) {
                store.put(view.name(), known); // a new account: nothing to publish yet, and nothing wrong
            }
            throw failure;
        }
        if (reading.isEmpty() && hasAmounts(known, from)) {
            throw new ReadFailure(
                    FailureReason.INCOMPLETE,
                    "AWS returned no rows at all for days that had some; kept what was known");
        }
        store.put(view.name(), known.after(reading, now, policy.settlingTime(), kept));
    }

    /**
     * Where days before the recent ones are missing, as after a long time without AWS, or have been read once and wait
     * for the second read that settles them, reading begins with the first of them.
     */
    private LocalDate from(CostHistory known, LocalDate kept, LocalDate recent, Instant now) {
        for (LocalDate date = kept; date.isBefore(recent); date = date.plusDays(1)) {
            CostDay day = known.days().get(date);
            if (day == null || (!day.settled() && maySettle(date, now))) {
                return date;
            }
        }
        return recent;
    }

    private boolean maySettle(LocalDate date, Instant now) {
        Instant end = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !now.isBefore(end.plus(policy.settlingTime()));
    }

    private static boolean hasAmounts(CostHistory known, LocalDate from) {
        int width = known.rows().size() * known.bases().size();
        return known.days().tailMap(from).values().stream().anyMatch(day -> {
            for (int i = 0; i < width; i++) {
                if (day.amount(i) != 0) {
                    return true;
                }
            }
            return false;
        });
    }
}

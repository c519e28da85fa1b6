package io.finops.costexporter.spend;

import io.finops.costexporter.aws.CostQuery;
import io.finops.costexporter.aws.CostSource;
import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.ReadFailure;
import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.refresh.Collector;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one view and keeps it: all of a read or nothing of it. An answer that cannot be all of it is refused, unless AWS
 * sticks to it for a day.
 */
public final class SpendCollector implements Collector {
    private static final Logger LOG = LoggerFactory.getLogger(SpendCollector.class);

    /** How long AWS has to stick to an answer that is hard to believe. */
    private static final Duration DOUBT = Duration.ofDays(1);

    private final CostView view;
    private final SpendPolicy policy;
    private final Duration interval;
    private final CostSource source;
    private final ViewStore store;
    private final @Nullable CostView bill;
    private @Nullable Instant doubtedSince;

    /** @param bill the view that an unfiltered one is compared with; null for that view itself */
    public SpendCollector(
            CostView view,
            SpendPolicy policy,
            Duration interval,
            CostSource source,
            ViewStore store,
            @Nullable CostView bill) {
        this.view = view;
        this.bill = bill;
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
    public List<Object> collect(Instant now, boolean thorough) {
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
        refuseUnlessComplete(known, reading, now);
        CostHistory next = known.after(reading, now, policy.settling(), kept);
        store.put(view.name(), next);
        YearMonth lastMonth = YearMonth.from(today).minusMonths(1);
        if (bill == null && known.estimated(lastMonth) && !next.estimated(lastMonth)) {
            LOG.atInfo().addKeyValue("month", lastMonth).log("the bill of a month is final");
        }
        return List.of(
                "days", reading.days().size(),
                "rows", next.rows().size(),
                "changed_days", changed(known, next),
                "newest_settled_day",
                        next.newestSettledDay()
                                .map(day -> day.getKey().toString())
                                .orElse("none"));
    }

    private void refuseUnlessComplete(CostHistory known, CostReading reading, Instant now) {
        Optional<CostHistory> whole = bill == null || !view.isWhole() ? Optional.empty() : store.get(bill.name());
        String doubt = Completeness.doubt(known, reading, whole).orElse(null);
        if (doubt == null) {
            doubtedSince = null;
            return;
        }
        Instant since = doubtedSince == null ? now : doubtedSince;
        doubtedSince = since;
        if (now.isBefore(since.plus(DOUBT))) {
            throw new ReadFailure(FailureReason.INCOMPLETE, doubt + "; kept what was known");
        }
        LOG.warn("{}: {}, and AWS has said so for a day: believing it", name(), doubt);
        doubtedSince = null;
    }

    private static long changed(CostHistory known, CostHistory next) {
        return next.days().keySet().stream()
                .filter(date -> !sums(known, date).equals(sums(next, date)))
                .count();
    }

    private static Map<RowKey, List<Long>> sums(CostHistory history, LocalDate date) {
        Map<RowKey, List<Long>> sums = new HashMap<>();
        history.totals(date)
                .forEach((key, amounts) ->
                        sums.put(key, Arrays.stream(amounts).boxed().toList()));
        return sums;
    }

    /**
     * Where days before the recent ones are missing, as after a long time without AWS, or have been read once and wait
     * for the second read that settles them, reading begins with the first of them.
     */
    private LocalDate from(CostHistory known, LocalDate kept, LocalDate recent, Instant now) {
        for (LocalDate date = kept; date.isBefore(recent); date = date.plusDays(1)) {
            CostDay day = known.days().get(date);
            if (day == null || (!day.settled() && policy.settling().isOldEnough(date, now))) {
                return date;
            }
        }
        return recent;
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

package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostDay;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.source.CostQuery;
import io.finops.costexporter.source.CostSource;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source's views, one or several at once, and keeps them: all of a read or nothing of it. An answer that cannot be
 * all of it is refused, unless the source sticks to it for a day.
 */
public final class SpendCollector implements Collector {
    private static final Logger LOG = LoggerFactory.getLogger(SpendCollector.class);

    /** How long a source has to stick to an answer that is hard to believe. */
    private static final Duration DOUBT = Duration.ofDays(1);

    private final List<CostView> views;
    private final SpendPolicy policy;
    private final Duration interval;
    private final CostSource source;
    private final ViewStore store;
    private final Map<Part, Instant> doubtedSince = new HashMap<>();

    /** @param views which of the configured ones are read together */
    public SpendCollector(
            List<CostView> views, SpendPolicy policy, Duration interval, CostSource source, ViewStore store) {
        this.views = List.copyOf(views);
        this.policy = policy;
        this.interval = interval;
        this.source = source;
        this.store = store;
    }

    @Override
    public String name() {
        return "spend/" + part(views.get(0));
    }

    private Part part(CostView view) {
        return new Part(view.name(), source.name());
    }

    /** What it reads. */
    public List<Part> parts() {
        return views.stream().map(this::part).toList();
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean paid() {
        return source.paid();
    }

    @Override
    public boolean hasFigures() {
        return parts().stream().allMatch(part -> store.get(part).isPresent());
    }

    @Override
    public List<Object> collect(Instant now, boolean thorough) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate kept = SpendPolicy.keptFrom(today);
        LocalDate recent = SpendPolicy.readFrom(today, thorough);
        LocalDate from = views.stream()
                .map(view -> from(known(view), kept, recent, now))
                .min(LocalDate::compareTo)
                .orElseThrow();
        Map<String, CostReading> readings = read(new CostQuery(views, policy.bases(), from, today.plusDays(1)));
        Map<Part, CostHistory> next = new LinkedHashMap<>();
        for (CostView view : views) {
            CostReading reading = Objects.requireNonNull(readings.get(view.name()));
            refuseUnlessComplete(view, reading, from, now);
            Instant made = Objects.requireNonNullElse(reading.asOf(), now);
            next.put(part(view), known(view).after(reading, made, policy.settling(), kept));
        }
        Map<Part, CostHistory> before = new HashMap<>();
        views.forEach(view -> before.put(part(view), known(view)));
        store.put(next);
        next.forEach((part, history) -> tellOfFinalMonth(part, before.get(part), history, today));
        return told(before, next, readings);
    }

    private CostHistory known(CostView view) {
        return store.get(part(view)).orElseGet(() -> CostHistory.none(policy.bases()));
    }

    private Map<String, CostReading> read(CostQuery query) {
        try {
            return source.read(query);
        } catch (ReadFailure failure) {
            if (failure.reason() == FailureReason.DATA_UNAVAILABLE) {
                // A new account: nothing to publish yet, and nothing wrong.
                for (CostView view : views) {
                    if (known(view).days().isEmpty()) {
                        store.put(Map.of(part(view), known(view)));
                    }
                }
            }
            throw failure;
        }
    }

    private void refuseUnlessComplete(CostView view, CostReading reading, LocalDate from, Instant now) {
        CostHistory known = known(view);
        if (reading.isEmpty() && hasAmounts(known, from)) {
            throw new ReadFailure(
                    FailureReason.INCOMPLETE,
                    "the answer has no rows at all for days that had some; kept what was known");
        }
        Part part = part(view);
        Optional<CostHistory> whole = view.equals(store.whole()) || !view.isWhole() || views.contains(store.whole())
                ? Optional.empty()
                : store.get(part(store.whole()));
        String doubt = Completeness.doubt(known, reading, whole).orElse(null);
        if (doubt == null) {
            doubtedSince.remove(part);
            return;
        }
        Instant since = doubtedSince.computeIfAbsent(part, p -> now);
        if (now.isBefore(since.plus(DOUBT))) {
            throw new ReadFailure(FailureReason.INCOMPLETE, doubt + "; kept what was known");
        }
        LOG.warn("{}: {}, and the source has said so for a day: believing it", part, doubt);
        doubtedSince.remove(part);
    }

    private void tellOfFinalMonth(Part part, @Nullable CostHistory before, CostHistory after, LocalDate today) {
        YearMonth lastMonth = YearMonth.from(today).minusMonths(1);
        boolean wasEstimate = before == null || before.estimated(lastMonth);
        if (part.view().equals(store.whole().name()) && wasEstimate && !after.estimated(lastMonth)) {
            LOG.atInfo().addKeyValue("month", lastMonth).log("the bill of a month is final");
        }
    }

    private List<Object> told(
            Map<Part, CostHistory> before, Map<Part, CostHistory> next, Map<String, CostReading> readings) {
        long changed = 0;
        int rows = 0;
        for (Map.Entry<Part, CostHistory> part : next.entrySet()) {
            CostHistory known = Objects.requireNonNull(before.get(part.getKey()));
            changed += part.getValue().days().keySet().stream()
                    .filter(date -> !known.totals(date).equals(part.getValue().totals(date)))
                    .count();
            rows += part.getValue().rows().size();
        }
        Part first = part(views.get(0));
        return List.of(
                "days",
                Objects.requireNonNull(readings.get(first.view())).days().size(),
                "rows",
                rows,
                "changed_days",
                changed,
                "newest_settled_day",
                Objects.requireNonNull(next.get(first))
                        .newestSettledDay()
                        .map(LocalDate::toString)
                        .orElse("none"));
    }

    /**
     * Where days before the recent ones are missing, as after a long time without answers, or have been read once and wait
     * for the second read that settles them, reading begins with the first of them.
     */
    private LocalDate from(CostHistory known, LocalDate kept, LocalDate recent, Instant now) {
        return kept.datesUntil(recent)
                .filter(date -> {
                    CostDay day = known.days().get(date);
                    return day == null || (!day.settled() && policy.settling().isOldEnough(date, now));
                })
                .findFirst()
                .orElse(recent);
    }

    private static boolean hasAmounts(CostHistory known, LocalDate from) {
        return known.days().tailMap(from).values().stream()
                .anyMatch(day -> IntStream.range(0, known.rows().size())
                        .anyMatch(row -> !day.amounts().isZero(row)));
    }
}

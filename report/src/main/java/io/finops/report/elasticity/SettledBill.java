package io.finops.report.elasticity;

import io.finops.report.figure.Period;
import io.finops.report.figure.Questions;
import io.finops.report.figure.Questions.Answer;
import io.finops.report.source.Prometheus.Point;
import io.finops.report.source.Prometheus.Sample;
import io.finops.report.source.Prometheus.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settled days of the bill with the payments of the same days.
 *
 * @param whole all services together
 * @param services by name; of each the days that were the newest settled one while Prometheus watched
 * @param payments approved, by UTC day
 * @param footnotes of the queries
 */
public record SettledBill(
        List<DayCost> whole,
        Map<String, List<DayCost>> services,
        Map<LocalDate, Double> payments,
        List<Integer> footnotes) {
    /** As far back as the bill's days and the ledger's are published. */
    public static final Duration REACH = Duration.ofDays(35);

    private static final String DAYS =
            "sum by (period_start) (cloud_bill_daily_amount{cost_basis=\"unblended\",currency=\"USD\"}"
                    + " and on (period_start) cloud_bill_daily_settled == 1)";
    private static final String SERVICES =
            "sum by (cost_service) (cloud_cost_settled_day_amount{cost_basis=\"unblended\",view=\"service\",currency=\"USD\"})";
    private static final String SETTLED_DAY = "max(cloud_cost_settled_day_start_timestamp_seconds{view=\"service\"})";
    private static final String PAYMENTS =
            "sum by (period_start) (max by (period_start, currency) (ledger_day_transactions))";
    /** A day is the newest settled one for most of a day. */
    private static final Duration STEP = Duration.ofHours(2);

    /** No day. */
    public static final SettledBill NONE = new SettledBill(List.of(), Map.of(), Map.of(), List.of());

    public SettledBill {
        whole = List.copyOf(whole);
        services = Map.copyOf(services);
        payments = Map.copyOf(payments);
        footnotes = List.copyOf(footnotes);
    }

    /** Whether there is a bill at all, which costs nothing to ask. */
    public static boolean isSeen(Questions questions) {
        return !questions.all(DAYS).value().isEmpty();
    }

    /** Of the last {@link #REACH}. */
    public static SettledBill read(Questions all) {
        Questions questions = all.over(new Period(all.period().end(), REACH));
        // A range, because what was loaded as history is not there at this moment.
        Answer<List<Series>> ledger = questions.range(PAYMENTS, STEP);
        Map<LocalDate, Double> payments = new TreeMap<>();
        for (Series day : ledger.value()) {
            payments.put(LocalDate.parse(day.label("period_start")), newest(day));
        }
        Answer<List<Sample>> days = questions.all(DAYS);
        List<DayCost> whole = days.value().stream()
                .map(day -> cost(LocalDate.parse(day.label("period_start")), day.value(), payments))
                .toList();
        Answer<List<Series>> settled = questions.range(SETTLED_DAY, STEP);
        Map<Instant, LocalDate> dayAt = new HashMap<>();
        settled.value().stream()
                .flatMap(series -> series.points().stream())
                .forEach(point -> dayAt.put(point.time(), day(point.value())));
        Answer<List<Series>> services = questions.range(SERVICES, STEP);
        Map<String, List<DayCost>> byService = new TreeMap<>();
        for (Series service : services.value()) {
            Map<LocalDate, Double> amounts = new TreeMap<>();
            for (Point point : service.points()) {
                LocalDate day = dayAt.get(point.time());
                if (day != null) {
                    amounts.put(day, point.value());
                }
            }
            byService.put(
                    service.label("cost_service"),
                    amounts.entrySet().stream()
                            .map(amount -> cost(amount.getKey(), amount.getValue(), payments))
                            .toList());
        }
        return new SettledBill(
                whole,
                byService,
                payments,
                List.of(days.footnote(), services.footnote(), settled.footnote(), ledger.footnote()));
    }

    private static DayCost cost(LocalDate day, double usd, Map<LocalDate, Double> payments) {
        return new DayCost(day, payments.getOrDefault(day, 0.0), usd);
    }

    private static double newest(Series series) {
        return series.points().get(series.points().size() - 1).value();
    }

    private static LocalDate day(double epochSecond) {
        return LocalDate.ofInstant(Instant.ofEpochSecond((long) epochSecond), ZoneOffset.UTC);
    }
}

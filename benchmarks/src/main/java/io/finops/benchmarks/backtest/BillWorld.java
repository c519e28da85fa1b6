package io.finops.benchmarks.backtest;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cloud bill as the exporter publishes it: days that settle late and are restated, a month that begins with bills of its own, reads every eight hours that may fail. */
final class BillWorld {
    private static final int REFRESH = 8 * 3600;
    private static final double DAY = 800;
    private static final double WEEKEND = 0.9;
    private static final double SCATTER = 0.03;
    private static final double FIRST_OF_MONTH = 1.6;
    private static final double BUDGET = 34_000;
    private static final int DAYS = 35;
    private static final double FAILED_READS = 0.05;
    private static final double IMPACT_FROM = 1.3;
    private static final String BILL =
            "{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\",job=\"cost-exporter\"";
    private static final String TARGET = "job=\"cost-exporter\",instance=\"cost-exporter:8081\"}";

    private final Chance chance;
    private final long seed;
    private final Map<LocalDate, Double> dearer = new HashMap<>();
    private long lastSuccess;
    private long nextRead;
    private LocalDate today = LocalDate.EPOCH;
    private LocalDate settled = LocalDate.EPOCH;
    private double forecastError;

    BillWorld(Chance chance, long seed) {
        this.chance = chance;
        this.seed = seed;
    }

    void tick(long time, Conditions now) {
        LocalDate date = Instant.ofEpochSecond(time).atZone(ZoneOffset.UTC).toLocalDate();
        if (now.spend != 1) {
            dearer.put(date, now.spend);
        }
        if (time < nextRead || now.billNotRead || now.away || now.starting) {
            return;
        }
        // A read that fails is repeated after half an hour.
        boolean fails = lastSuccess > 0 && chance.happens(FAILED_READS);
        nextRead = time + (fails ? 1800 : REFRESH);
        if (!fails) {
            lastSuccess = time;
            today = date;
            forecastError = 0.015 * chance.normal();
            if (!now.billNotSettling) {
                settled = date.minusDays(3);
            }
        }
    }

    void expose(SampleSink out, Conditions now) throws IOException {
        if (lastSuccess == 0) {
            return;
        }
        out.sample("cost_exporter_last_success_timestamp_seconds{" + TARGET, (double) lastSuccess);
        out.sample("cost_exporter_refresh_interval_seconds{" + TARGET, REFRESH);
        out.sample("cloud_bill_settled_day_start_timestamp_seconds" + BILL + "}", (double)
                settled.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        out.sample("cloud_bill_settled_day_amount" + BILL + "}", amount(settled));
        for (int ago = 1; ago <= DAYS; ago++) {
            LocalDate day = today.minusDays(ago);
            out.sample("cloud_bill_daily_amount" + BILL + ",period_start=\"" + day + "\"}", amount(day));
        }
        double rate = (usual(settled) + usual(settled.minusDays(1))) / 2;
        out.sample("cloud_bill_run_rate_usd_per_second" + BILL + "}", rate / 86_400);
        double month = 0;
        for (LocalDate day = today.withDayOfMonth(1); day.isBefore(today); day = day.plusDays(1)) {
            month += amount(day);
        }
        double forecast = month + (today.lengthOfMonth() - today.getDayOfMonth() + 1) * DAY * (1 + forecastError);
        String budget = "{budget=\"monthly\",provider=\"aws\",currency=\"USD\"," + TARGET;
        out.sample("cloud_budget_limit_amount" + budget, BUDGET);
        out.sample("cloud_budget_actual_amount" + budget, now.gaugeOr("budget", month));
        out.sample("cloud_budget_forecast_amount" + budget, forecast * now.forecast);
        double unusual = settled.getDayOfMonth() == 1 ? 0 : amount(settled) - DAY;
        for (String service : List.of("Compute", "Storage", "Database")) {
            boolean compute = service.equals("Compute");
            out.sample(
                    "cloud_cost_anomaly_impact_amount" + BILL + ",detector=\"robust\",view=\"service\",cost_service=\""
                            + service + "\"}",
                    compute && unusual > (IMPACT_FROM - 1) * DAY ? unusual : 0);
        }
    }

    /** The figure without what the first day of a month adds. */
    private double usual(LocalDate day) {
        return amount(day) / (day.getDayOfMonth() == 1 ? FIRST_OF_MONTH : 1);
    }

    /** What the newest read says that a day cost: restated upwards while it is young, and by a late credit. */
    private double amount(LocalDate day) {
        double age = (double) (today.toEpochDay() - day.toEpochDay());
        boolean weekend = day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
        double own = 1 + SCATTER * new Chance(seed + day.toEpochDay()).normal();
        double known = 1 - 0.04 * Math.exp(-age) - (age > 6 ? 0.02 : 0);
        return DAY
                * (weekend ? WEEKEND : 1)
                * (day.getDayOfMonth() == 1 ? FIRST_OF_MONTH : 1)
                * own
                * known
                * dearer.getOrDefault(day, 1.0);
    }
}

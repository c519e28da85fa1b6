package io.finops.rehearsal.report;

import io.finops.localstack.Json;
import io.finops.rehearsal.history.OpenMetrics;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A month as Prometheus and alert-audit have recorded it, in which two outages, one costly release and one anomaly of the bill happened. */
final class ReportedMonth {
    static final int DAYS = 30;
    static final Instant END = Instant.parse("2026-10-09T00:00:00Z");

    static final double USD_A_PAYMENT = 73;
    /** By how much the costly release makes each dearer, in USD. */
    static final double ADDED = 0.0005;

    static final double UNEXPECTED = 1190;

    private static final Instant START = END.minus(Duration.ofDays(DAYS + 5));
    private static final long STEP = 120;
    private static final double APPROVED = 0.95;
    private static final String AVAILABILITY = "{sloth_id=\"payments-service-availability\"}";
    private static final LocalDate ODD_DAY = LocalDate.parse("2026-09-18");

    /** From a moment to another, both in seconds. */
    record Span(long from, long to) {
        static Span of(String from, String to) {
            return new Span(
                    Instant.parse(from).getEpochSecond(), Instant.parse(to).getEpochSecond());
        }

        boolean holds(long time) {
            return from <= time && time < to;
        }
    }

    /** The gateway refuses everything. */
    static final Span REFUSED = Span.of("2026-09-15T13:00:00Z", "2026-09-15T13:12:00Z");

    /** Nobody answers, and nothing is scraped. */
    static final Span DOWN = Span.of("2026-09-24T02:00:00Z", "2026-09-24T02:26:00Z");

    private record Release(String version, Span runs, double rise, double added) {
        String labels() {
            return "version=\"" + version + "\",commit=\"c" + version.charAt(2) + "\"";
        }
    }

    private static final List<Release> RELEASES = List.of(
            new Release("1.0", new Span(START.getEpochSecond(), at("2026-09-14T10:16:00Z")), 0.01, 0),
            new Release("1.1", Span.of("2026-09-14T10:16:00Z", "2026-09-25T14:00:00Z"), 0.02, 0),
            new Release("1.2", Span.of("2026-09-25T14:00:00Z", "2026-09-28T08:00:00Z"), 0.5, ADDED),
            new Release("1.3", new Span(at("2026-09-28T08:00:00Z"), END.getEpochSecond() + STEP), -0.33, -ADDED));

    private record Alert(String name, String severity, String summary, Span fired) {}

    private static final List<Alert> ALERTS = List.of(
            new Alert(
                    "PaymentsOutage",
                    "critical",
                    "Almost no payment succeeds",
                    new Span(REFUSED.from + 10, REFUSED.to + 20)),
            new Alert(
                    "PaymentsServiceDown",
                    "critical",
                    "The payments service is down",
                    new Span(DOWN.from + 15, DOWN.to + 5)),
            new Alert(
                    "CostPerPaymentRose",
                    "warning",
                    "A release made payments dearer",
                    Span.of("2026-09-25T14:03:00Z", "2026-09-26T14:00:00Z")),
            new Alert(
                    "CostAnomaly",
                    "warning",
                    "A part of the cloud bill costs more than expected",
                    Span.of("2026-09-21T06:00:00Z", "2026-09-22T06:00:00Z")));

    private ReportedMonth() {}

    /** Payments a second that are asked for: between one at night and eleven by day. */
    static double asked(long time) {
        return 6 - 5 * Math.cos(2 * Math.PI * (double) (time - 2 * 3600) / 86_400);
    }

    /** Approved payments of a stretch of time in which nothing was wrong. */
    static double approved(Span span) {
        double sum = 0;
        for (long time = span.from; time < span.to; time++) {
            sum += APPROVED * asked(time);
        }
        return sum;
    }

    /** Prometheus's samples, as promtool takes them. */
    static void write(Writer out) throws IOException {
        double bad = 0;
        double all = 0;
        for (long time = START.getEpochSecond(); time <= END.getEpochSecond(); time += STEP) {
            Samples now = new Samples(out, time);
            boolean refused = REFUSED.holds(time);
            double asked = asked(time);
            all += asked;
            bad += refused || DOWN.holds(time) ? asked : 0;
            if (!DOWN.holds(time)) {
                payments(now, asked, refused ? 0 : APPROVED * asked, refused ? asked : 0);
                releases(now, time);
            }
            now.sample("slo:objective:ratio" + AVAILABILITY, 0.999);
            now.sample("slo:error_budget:ratio" + AVAILABILITY, 0.001);
            now.sample("slo:period_error_budget_remaining:ratio" + AVAILABILITY, 1 - bad / all / 0.001);
            bill(now, Instant.ofEpochSecond(time).atZone(ZoneOffset.UTC).toLocalDate());
        }
        out.write(OpenMetrics.END);
    }

    private static void payments(Samples now, double asked, double approved, double bad) throws IOException {
        now.sample("finops:payments_accepted:rate5m", asked);
        now.sample("finops:transactions_approved:rate5m", approved);
        now.sample("finops:revenue_usd:rate5m", approved * USD_A_PAYMENT);
        now.sample("finops:gateway_fees_usd:rate5m", approved * 2.4);
        now.sample("finops_take_rate{job=\"payments-service\"}", 0.039);
        now.sample("finops:slo_events_total:rate5m" + AVAILABILITY, asked);
        now.sample("finops:slo_events_bad:rate5m" + AVAILABILITY, bad);
    }

    private static void releases(Samples now, long time) throws IOException {
        for (Release release : RELEASES) {
            if (!release.runs.holds(time)) {
                continue;
            }
            String labels = release.labels();
            now.sample("finops:release_started:timestamp_seconds{" + labels + "}", (double) release.runs.from);
            long age = time - release.runs.from;
            // Compared with the one before it from two minutes on, for a day.
            if (age < 120 || age > 86_400) {
                continue;
            }
            String of = "{" + labels + ",of=\"compute\"";
            now.sample("finops:release_cost_rise:ratio" + of + "}", release.rise);
            now.sample("finops:release_cost_rise:uncertainty{" + labels + "}", 0.05);
            if (release.rise > 0.25) {
                now.sample("finops:release_cost_rise:certain" + of + "}", release.rise);
            }
            for (String resource : List.of("cpu", "memory")) {
                double share = resource.equals("cpu") ? 0.9 : 0.1;
                now.sample(
                        "finops:release_added_cost_usd:per_transaction" + of + ",resource=\"" + resource + "\"}",
                        share * release.added);
                now.sample(
                        "finops:release_cost_usd:judged{" + labels + ",resource=\"" + resource + "\"}",
                        share * 5 * (0.001 + release.added));
                now.sample("finops:release_cost_usd:before{resource=\"" + resource + "\"}", share * 5 * 0.001);
            }
            now.sample("finops:release_approved:judged{" + labels + "}", 5);
            now.sample("finops:release_approved:before", 5);
        }
    }

    private static void bill(Samples now, LocalDate today) throws IOException {
        String bill = "{cost_basis=\"unblended\",currency=\"USD\"";
        LocalDate settled = today.minusDays(3);
        now.sample("cloud_cost_source_info{simulated=\"true\"}", 1);
        now.sample("finops:cloud_run_rate_usd:per_second", cost(settled) / 86_400);
        now.sample("cloud_bill_settled_day_start_timestamp_seconds" + bill + "}", (double)
                settled.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        now.sample("cloud_budget_limit_amount{budget=\"month\"}", 30_000);
        now.sample("cloud_budget_actual_amount{budget=\"month\"}", 800.0 * today.getDayOfMonth());
        now.sample("cloud_budget_forecast_amount{budget=\"month\"}", 24_900);
        for (Map.Entry<String, Double> row :
                new TreeMap<>(Map.of("Amazon Elastic Compute Cloud - Compute", 0.7, "Amazon RDS", 0.3)).entrySet()) {
            String labels = bill + ",view=\"service\",cost_service=\"" + row.getKey() + "\"";
            now.sample("cloud_cost_settled_day_amount" + labels + "}", row.getValue() * cost(settled));
            now.sample(
                    "cloud_cost_anomaly_impact_amount" + labels + ",detector=\"robust\",period_start=\"" + settled
                            + "\"}",
                    settled.equals(ODD_DAY) && row.getValue() > 0.5 ? UNEXPECTED : 0);
        }
        for (int ago = 1; ago <= 35; ago++) {
            LocalDate day = today.minusDays(ago);
            String label = ",period_start=\"" + day + "\"}";
            now.sample("cloud_bill_daily_amount" + bill + label, cost(day));
            now.sample("cloud_bill_daily_settled{provider=\"aws\"" + label, day.isAfter(settled) ? 0 : 1);
        }
    }

    private static double cost(LocalDate day) {
        return 800 + day.getDayOfMonth() % 7 + (day.equals(ODD_DAY) ? UNEXPECTED : 0);
    }

    /** What alert-audit has on disk of it. */
    static String trail() {
        return ALERTS.stream()
                .flatMap(alert -> Stream.of(line(alert, false), line(alert, true)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Alert alert, boolean over) {
        Map<String, Object> entry = new TreeMap<>(Map.of(
                "receivedAt",
                time((over ? alert.fired.to : alert.fired.from) + 1),
                "alertname",
                alert.name,
                "status",
                over ? "resolved" : "firing",
                "severity",
                alert.severity,
                "service",
                "payments-service",
                "startsAt",
                time(alert.fired.from),
                "fingerprint",
                alert.name,
                "annotations",
                Map.of("summary", alert.summary),
                "receiver",
                "audit"));
        entry.putAll(Map.of(
                "labels",
                Map.of("alertname", alert.name, "severity", alert.severity),
                "channels",
                List.of(),
                "groupKey",
                "{}",
                "notification",
                alert.name + over,
                "position",
                0));
        if (over) {
            entry.put("endsAt", time(alert.fired.to));
        }
        return Json.MAPPER.writeValueAsString(entry);
    }

    private static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }

    private static long at(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    private record Samples(Writer out, long time) {
        void sample(String series, double value) throws IOException {
            OpenMetrics.sample(out, series, value, time);
        }
    }
}

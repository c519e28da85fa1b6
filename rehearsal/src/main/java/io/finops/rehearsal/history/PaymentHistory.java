package io.finops.rehearsal.history;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Writes simulated payments of past weeks under the names of the live service, with a series that says so. Every amount follows
 * from the instant alone, so that the same days are always the same.
 */
final class PaymentHistory {
    /** Twice within the five minutes that the rules' rates look back over: often enough for what is recorded, and for gauges. */
    static final long STEP = Duration.ofMinutes(2).toSeconds();

    /** Twice within the minute that a panel's rate looks back over when a few hours are shown. */
    static final long COUNTER_STEP = 30;

    private static final int DAYS_SHOWN = 3;
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
    static final double DECLINED = 0.04;
    static final double APPROVED = 0.95;
    static final double REJECTED = 1 - APPROVED - DECLINED;
    static final double DOLLARS = 74;
    static final double REFUNDED = 0.01;
    static final double FEE_SHARE = 0.029;
    static final double FEE_DOLLARS = 0.30;
    static final double TAKE_RATE = 0.039;

    private record Money(double share, double usd) {}

    private static final Map<String, Money> CURRENCIES =
            new TreeMap<>(Map.of("USD", new Money(0.6, 1), "EUR", new Money(0.3, 1.08), "JPY", new Money(0.1, 0.0066)));

    private final PaymentCurve curve;
    private final String payments;
    private final RequestHistory requests;
    private final String exporter;
    private final NavigableMap<LocalDate, Double> runRates;
    private final TreeMap<LocalDate, Double> approvedByDay = new TreeMap<>();
    private double accepted;

    /**
     * Of payments along a curve.
     *
     * @param payments where payments-service is scraped
     * @param exporter where cost-exporter is scraped
     * @param runRates what each day of the bill came to, in USD a second
     */
    PaymentHistory(PaymentCurve curve, String payments, String exporter, NavigableMap<LocalDate, Double> runRates) {
        this.curve = curve;
        this.payments = "job=\"payments-service\",instance=\"" + payments + "\"";
        this.requests = new RequestHistory(this.payments);
        this.exporter = "job=\"cost-exporter\",instance=\"" + exporter + "\"";
        this.runRates = runRates;
    }

    void write(Instant from, Instant end, Writer out) throws IOException {
        for (long time = from.getEpochSecond(); time <= end.getEpochSecond(); time += COUNTER_STEP) {
            Instant now = Instant.ofEpochSecond(time);
            LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
            double rate = curve.at(now);
            accepted += rate * COUNTER_STEP;
            approvedByDay.merge(today, rate * APPROVED * COUNTER_STEP, Double::sum);
            counters(out, time);
            if (time % STEP == 0) {
                gauges(out, time);
            }
            if (time % (2 * STEP) == 0) {
                days(out, today, time);
            }
        }
    }

    private void counters(Writer out, long time) throws IOException {
        OpenMetrics.sample(out, "transactions_accepted_total{" + payments + "}", accepted, time);
        status(out, "approved", accepted * APPROVED, time);
        status(out, "declined", accepted * DECLINED, time);
        status(out, "rejected", accepted * REJECTED, time);
        requests.write(out, accepted, time);
        for (Map.Entry<String, Money> entry : CURRENCIES.entrySet()) {
            String labels = "{currency=\"" + entry.getKey() + "\"," + payments + "}";
            Money money = entry.getValue();
            double count = accepted * APPROVED * money.share;
            double captured = count * DOLLARS / money.usd;
            OpenMetrics.sample(out, "app_revenue_total" + labels, captured, time);
            OpenMetrics.sample(out, "app_refunds_total" + labels, captured * REFUNDED, time);
            OpenMetrics.sample(out, "transaction_amount_sum" + labels, captured, time);
            OpenMetrics.sample(out, "transaction_amount_count" + labels, count, time);
            OpenMetrics.sample(
                    out, "gateway_fees_total" + labels, captured * FEE_SHARE + count * FEE_DOLLARS / money.usd, time);
        }
    }

    private void gauges(Writer out, long time) throws IOException {
        for (Map.Entry<String, Money> entry : CURRENCIES.entrySet()) {
            OpenMetrics.sample(
                    out,
                    "fx_usd_rate{currency=\"" + entry.getKey() + "\"," + payments + "}",
                    entry.getValue().usd,
                    time);
        }
        OpenMetrics.sample(out, "finops_take_rate{" + payments + "}", TAKE_RATE, time);
        OpenMetrics.sample(
                out, "finops_payments_source_info{simulated=\"true\",source=\"history\"," + payments + "}", 1, time);
    }

    private void status(Writer out, String status, double count, long time) throws IOException {
        OpenMetrics.sample(out, "transactions_total{status=\"" + status + "\"," + payments + "}", count, time);
    }

    /** The newest whole days, as they could be seen then. */
    private void days(Writer out, LocalDate today, long time) throws IOException {
        for (int ago = 1; ago <= DAYS_SHOWN; ago++) {
            LocalDate day = today.minusDays(ago);
            Double approved = approvedByDay.get(day);
            Double rate = runRates.get(day);
            if (approved == null || rate == null) {
                continue;
            }
            String start = "period_start=\"" + day + "\"";
            double cost = rate * SECONDS_PER_DAY;
            OpenMetrics.sample(
                    out,
                    "cloud_bill_daily_amount{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"," + start + ","
                            + exporter + "}",
                    cost,
                    time);
            for (Map.Entry<String, Money> entry : CURRENCIES.entrySet()) {
                String labels = "{currency=\"" + entry.getKey() + "\"," + start + "," + payments + "}";
                double count = approved * entry.getValue().share;
                OpenMetrics.sample(out, "ledger_day_transactions" + labels, count, time);
                OpenMetrics.sample(out, "ledger_day_revenue" + labels, count * DOLLARS / entry.getValue().usd, time);
            }
            OpenMetrics.sample(
                    out, "finops:cost_per_transaction_usd:settled_day{" + start + "}", cost / approved, time);
        }
    }
}

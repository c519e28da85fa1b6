package io.finops.benchmarks.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the back-test breaks, most at one in the afternoon of a day of its own. */
final class Incidents {
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration SETTLES = Duration.ofDays(3);
    private static final double GIB = 1 << 30;
    /** Not quite 1, which stands for the version that runs on any other day. */
    private static final double UNCHANGED = 1.001;

    private final Instant first;
    private final List<Incident> all = new ArrayList<>();

    private Incidents(Instant first) {
        this.first = first;
    }

    /** From a Monday's midnight on; thirty days of them. */
    static List<Incident> from(Instant first) {
        Incidents incidents = new Incidents(first);
        incidents.payments();
        incidents.objectives();
        incidents.money();
        incidents.stack();
        return List.copyOf(incidents.all);
    }

    private void payments() {
        add("total outage of the gateway", 0.50, minutes(5), SOON, c -> c.serverErrors = 1, "PaymentsOutage");
        add("service down", 0.60, minutes(4), SOON, c -> c.serviceDown = true, "PaymentsServiceDown");
        add("a tenth of payments fails", 0.70, minutes(10), SOON, c -> c.serverErrors = 0.1, "PaymentsFailing");
        add("outage on a quiet night", 1.10, minutes(10), SOON, c -> c.serverErrors = 1, "PaymentsOutage");
        add("the gateway hangs", 1.50, minutes(5), SOON, c -> c.hanging = 1, "PaymentsOutage");
        add("accepted, nine in ten not ending", 1.55, minutes(5), SOON, c -> c.hanging = 0.9, "PaymentsNotEnding");
        add("gateway takes 3 s", 1.60, minutes(5), SOON, c -> slow(c, 1, 3), "PaymentsSlow");
        add("one in ten takes 5 s", 1.70, minutes(10), SOON, c -> slow(c, 0.1, 5), "PaymentsSlow");
        add("nine in ten are declined", 2.50, minutes(8), SOON, c -> c.declined = 0.9, "ApprovalsCollapsed");
        add("nothing is captured", 2.60, minutes(8), SOON, c -> c.captured = 0, "RevenueStopped");
        add("a tenth is not captured", 2.65, minutes(8), SOON, c -> c.captured = 0.9, "RevenueLeaking");
        add("45 % of captures are missing", 2.75, minutes(8), SOON, c -> c.captured = 0.55, "RevenueLeaking");
        add("a twelfth is not captured at night", 3.12, minutes(10), SOON, c -> c.captured = 0.92, "RevenueLeaking");
        add("revenue is not published", 2.70, minutes(8), SOON, c -> c.revenueNotPublished = true, "RevenueStopped");
        add(
                "gateway brown-out, retries save it",
                3.40,
                minutes(10),
                SOON,
                c -> c.failedAttempts = 0.25,
                "GatewayAttemptsFailing");
        add(
                "unknown outcomes stay unknown",
                3.50,
                minutes(20),
                SOON,
                c -> {
                    c.undecided = 0.02;
                    c.reconciliationStuck = true;
                },
                "PaymentsPendingOld");
        add(
                "a few payments are stuck",
                4.40,
                minutes(100),
                SOON,
                c -> {
                    c.undecided = 0.001;
                    c.reconciliationStuck = true;
                },
                "PaymentPendingStuck");
        add("the counter sees half the revenue", 4.55, minutes(60), SOON, c -> c.counted = 0.5, "LedgerDrift");
    }

    private void objectives() {
        add(
                "1.2 % of payments fail for hours",
                7.30, hours(8), SOON, c -> c.serverErrors = 0.012, "PaymentsAvailabilityBurnFast");
        add(
                "0.45 % fail for a day and a half",
                9.0, hours(36), SOON, c -> c.serverErrors = 0.0045, "PaymentsAvailabilityBurnSlow");
        add("9 % take 0.8 s for hours", 11.30, hours(8), SOON, c -> slow(c, 0.09, 0.8), "PaymentsLatencyBurnFast");
        add("4.5 % take 0.8 s for a day", 13.0, hours(36), SOON, c -> slow(c, 0.045, 0.8), "PaymentsLatencyBurnSlow");
        add(
                "1.2 % settle late for hours",
                15.30, hours(8), SOON, c -> c.settledLate = 0.012, "PaymentsSettlementBurnFast");
        add(
                "0.45 % settle late for a day",
                17.0, hours(36), SOON, c -> c.settledLate = 0.0045, "PaymentsSettlementBurnSlow");
        add("half of the customers stay away", 19.50, hours(2), SOON, c -> c.traffic = 0.5, "TrafficOutsideBand");
        add("twice the usual traffic", 20.50, hours(2), SOON, c -> c.traffic = 2, "TrafficOutsideBand");
        add("baskets at 55 % of the usual", 21.45, hours(2), SOON, c -> c.amounts = 0.55, "RevenueOutsideBand");
    }

    private void money() {
        add(
                "the cloud costs 2.5 times as much",
                4.0,
                hours(72),
                SETTLES,
                c -> c.spend = 2.5,
                "CloudSpendJump",
                "CostAnomaly",
                "CostPerTransactionHigh");
        add("fees take our share", 23.5, hours(30), SOON, c -> c.fees = 1.25, "ContributionMarginLow");
        add("budget at 90 %", 8.5, hours(3), SOON, c -> c.gauge("budget", 30_600), "CloudBudgetNearLimit");
        add("budget overrun", 8.8, hours(3), SOON, c -> c.gauge("budget", 35_000), "CloudBudgetExceeded");
        releases();
        add("forecast over budget", 9.2, hours(6), SOON, c -> c.forecast = 1.5, "CloudBudgetForecastExceeded");
        add("guardrail breached", 9.6, hours(1), SOON, c -> c.gauge(StackWorld.GUARDRAIL, 1), "GuardrailBreached");
        add(
                "bill not read for a day",
                25.0,
                hours(30),
                hours(9),
                c -> c.billNotRead = true,
                "CostDataStale",
                "CostFreshnessBurnSlow");
        add(
                "AWS refuses the exporter",
                10.5,
                hours(2),
                SOON,
                c -> {
                    c.gauge(StackWorld.SPEND_COLLECTOR, 0);
                    c.gauge(StackWorld.DENIED, 1);
                },
                "CostAccessDenied",
                "CostCollectorFailing");
        add(
                "forecasts fail",
                10.7,
                hours(2),
                SOON,
                c -> c.gauge(StackWorld.FORECAST_COLLECTOR, 0),
                "CostCollectorFailing");
        add(
                "requests of the day are used up",
                10.9,
                hours(2),
                SOON,
                c -> c.gauge(StackWorld.REQUEST_BUDGET, 0),
                "CostRequestBudgetExhausted");
        add(
                "eight processors reserved, none used",
                26.5,
                hours(24),
                SOON,
                c -> c.gauge(StackWorld.CPU_REQUESTED, 8),
                "RequestsOversized");
        add("no day settles", 11.5, hours(130), hours(9), c -> c.billNotSettling = true, "CostSettledDayOld");
    }

    private void stack() {
        add("Loki is down", 12.2, minutes(15), SOON, c -> c.gauge(StackWorld.LOKI, 0), "LokiDown");
        add("Tempo is down", 12.3, minutes(15), SOON, c -> c.gauge(StackWorld.TEMPO, 0), "TempoDown");
        add("traffic-generator is down", 12.4, minutes(15), SOON, c -> c.gauge(StackWorld.TRAFFIC, 0), "TargetDown");
        add(
                "the audit's target is gone",
                12.5,
                minutes(30),
                SOON,
                c -> c.gauge(StackWorld.AUDIT, Double.NaN),
                "TargetMissing");
        add("a probe fails", 12.6, minutes(15), SOON, c -> c.gauge(StackWorld.PROBE, 0), "ProbeFailing");
        add("the disk fills", 14.6, hours(1), SOON, c -> c.gauge(StackWorld.DISK, 8 * GIB), "DiskFilling");
        add("memory runs out", 14.7, minutes(30), SOON, c -> c.gauge(StackWorld.MEMORY, GIB), "MemoryLow");
        add(
                "the audit cannot write",
                14.8,
                minutes(15),
                SOON,
                c -> c.counter(StackWorld.AUDIT_FAILED, 0.05),
                "AlertAuditFailing");
        add(
                "Slack refuses messages",
                16.2,
                minutes(15),
                SOON,
                c -> c.counter(StackWorld.SLACK_FAILED, 0.05),
                "NotificationsFailing");
        add(
                "Alertmanager does not answer",
                16.3,
                minutes(15),
                SOON,
                c -> c.counter(StackWorld.NOTIFY_ERRORS, 0.2),
                "AlertmanagerUnreachable");
        add(
                "a rule fails",
                16.4,
                minutes(15),
                SOON,
                c -> c.counter(StackWorld.RULE_FAILURES, 0.2),
                "PrometheusRuleFailures");
        add("rules take 3 s", 16.5, minutes(30), SOON, c -> c.gauge(StackWorld.RULES_TOOK, 3), "PrometheusRulesSlow");
        add(
                "a configuration is rejected",
                16.6,
                minutes(30),
                SOON,
                c -> c.gauge(StackWorld.CONFIGURATION, 0),
                "PrometheusConfigurationRejected");
        add(
                "a release brings an error",
                16.7,
                minutes(30),
                SOON,
                c -> {
                    c.gauge(StackWorld.RELEASE, 0);
                    c.gauge(StackWorld.NEXT_RELEASE, 1);
                    c.counter(StackWorld.NEW_ERROR, 0.1);
                },
                "NewErrorAfterRelease");
    }

    private static void slow(Conditions conditions, double share, double seconds) {
        conditions.slow = share;
        conditions.slowSeconds = seconds;
    }

    /** Each dear one follows one that changes nothing, so that it is seen how that one began. */
    private void releases() {
        add("a release changes nothing", 5.46, minutes(58), SOON, c -> c.dearer = UNCHANGED);
        add(
                "a release uses 2.5 times the processor time",
                5.50,
                minutes(50),
                SOON,
                c -> c.dearer = 2.5,
                "CostPerPaymentRose");
        // No more than a fifth: otherwise taking it back would rightly be told of.
        add("a release uses a fifth less processor time", 5.80, minutes(50), SOON, c -> c.dearer = 0.8);
        add("another release changes nothing", 6.46, minutes(58), SOON, c -> c.dearer = UNCHANGED);
        add(
                "a release uses six times the processor time",
                6.50,
                minutes(50),
                SOON,
                c -> c.dearer = 6,
                "CostPerPaymentRose",
                "CostPerPaymentDoubled");
    }

    /** @param day days since the first, as a fraction to the nearest minute */
    private void add(
            String name, double day, Duration lasts, Duration within, Consumer<Conditions> effect, String... alerts) {
        Instant start = first.plusSeconds(Math.round(day * 1440) * 60);
        all.add(new Incident(name, start, lasts, within, List.of(alerts), effect));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }
}

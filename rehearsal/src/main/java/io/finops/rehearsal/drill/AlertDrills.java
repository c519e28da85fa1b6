package io.finops.rehearsal.drill;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults of the runbooks: one line each, with the alert that must come, what else may, and by when. */
public final class AlertDrills {
    /** Detection is a scrape of 2 s and an evaluation of 5 s; the rest is delivery and a busy machine. */
    private static final Duration OUTAGE = Duration.ofSeconds(15);

    private static final Duration PARTIAL = Duration.ofSeconds(60);

    /** One refresh (10 s against the simulator) and 30 s. */
    private static final Duration COST = Duration.ofSeconds(40);

    private static final Set<String> BURNS =
            Set.of("PaymentsAvailabilityBurnFast", "PaymentsLatencyBurnFast", "PaymentsSettlementBurnFast");

    private AlertDrills() {}

    public static List<Drill> all() {
        return List.of(
                page(
                        "service-down",
                        "payments-service is killed and kept down",
                        Fault.killed("payments-service"),
                        "PaymentsServiceDown",
                        OUTAGE),
                page(
                        "gateway-outage",
                        "the card gateway answers every charge with 503",
                        Fault.simulated("gateway-down", Map.of()),
                        "PaymentsOutage",
                        OUTAGE),
                page(
                        "database-down",
                        "PostgreSQL is killed and kept down",
                        Fault.killed("postgres"),
                        "PaymentsOutage",
                        OUTAGE),
                page(
                        "payments-hang",
                        "the card gateway charges and never answers",
                        Fault.simulated("gateway-hang", Map.of()),
                        "PaymentsOutage",
                        OUTAGE),
                new RevenueLeak(PARTIAL, BURNS),
                page(
                        "approvals-collapse",
                        "nine in ten charges are declined",
                        Fault.simulated("gateway-decline", Map.of("share", 0.9)),
                        "ApprovalsCollapsed",
                        PARTIAL),
                page(
                        "gateway-slow",
                        "the card gateway takes three seconds",
                        Fault.simulated("gateway-slow", Map.of("delayMillis", 3000)),
                        "PaymentsSlow",
                        PARTIAL),
                page(
                        "partial-failure",
                        "half of the gateway's attempts fail: more than retries can save",
                        Fault.simulated("gateway-errors", Map.of("share", 0.5)),
                        "PaymentsFailing",
                        PARTIAL,
                        "PaymentsOutage"),
                page(
                        "gateway-brownout",
                        "three in ten attempts at the gateway fail, retries save most: a ticket only",
                        Fault.simulated("gateway-errors", Map.of("share", 0.3)),
                        "GatewayAttemptsFailing",
                        PARTIAL),
                page(
                        "cost-spike",
                        "one service costs four times as much in the newest settled day",
                        Fault.simulated("ce-spike", Map.of("factor", 4)),
                        "CostAnomaly",
                        COST),
                page(
                        "budget-overrun",
                        "a budget's actual spend is 1.2 times its limit",
                        Fault.simulated("budget-overrun", Map.of()),
                        "CloudBudgetExceeded",
                        COST,
                        "CloudBudgetForecastExceeded"),
                page(
                        "cost-data-stale",
                        "Cost Explorer fails every call",
                        Fault.simulated("ce-fail", Map.of()),
                        "CostDataStale",
                        COST),
                page(
                        "exporter-denied",
                        "Cost Explorer denies the exporter",
                        Fault.simulated("ce-deny", Map.of()),
                        "CostAccessDenied",
                        COST),
                new CostlyRelease(),
                new QuietDrill(
                        "traffic-surge",
                        "five times the traffic for forty seconds: no page while objectives hold",
                        new TrafficSurge(48),
                        Duration.ofSeconds(40)),
                new TelemetryDown());
    }

    private static AlertDrill page(
            String name, String summary, Fault fault, String alert, Duration limit, String... consequences) {
        Set<String> allowed = new HashSet<>(BURNS);
        allowed.addAll(List.of(consequences));
        return new AlertDrill(name, summary, fault, alert, Set.copyOf(allowed), limit);
    }
}

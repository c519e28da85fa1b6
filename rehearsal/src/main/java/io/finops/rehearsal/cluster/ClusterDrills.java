package io.finops.rehearsal.cluster;

import io.finops.rehearsal.drill.Drill;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The proofs that need a cluster with the overlay {@code local}: {@code ./stack drill cluster --kubernetes}. */
public final class ClusterDrills {
    /** A client that repeats what was not decided after 1, 2, 4 … s outlives half a minute without a ledger. */
    private static final int PATIENT = 5;

    /** What is right while the only ledger or card gateway is away. */
    private static final Set<String> OUTAGE = Set.of(
            "PaymentsOutage",
            "PaymentsFailing",
            "PaymentsServiceDown",
            "PaymentsSlow",
            "PaymentsNotEnding",
            "GatewayAttemptsFailing",
            "PaymentsAvailabilityBurnFast",
            "PaymentsLatencyBurnFast",
            "PaymentsSettlementBurnFast",
            "RevenueStopped");

    private static final List<Drill> ALL = List.of(
            new ClusterDrill(
                    "cluster-rollout",
                    "replaces payments-service under load, ten times, and once by an image that does not exist",
                    Map.of("rollouts", "10"),
                    0,
                    Tolerance.NOTHING,
                    new Rollouts()),
            new ClusterDrill(
                    "cluster-drain",
                    "evicts pod after pod under load, as a drained node does",
                    Map.of(),
                    0,
                    Tolerance.NOTHING,
                    new Evictions()),
            new ClusterDrill(
                    "cluster-ledger",
                    "restarts PostgreSQL under load; clients repeat what was not decided",
                    Map.of("restarts", "1"),
                    PATIENT,
                    new Tolerance(false, OUTAGE),
                    new LedgerRestarts()),
            new SurgeDrill(),
            new ClusterDrill(
                    "cluster-kill",
                    "kills any pod at random moments, the ledger's and the gateway's too",
                    Map.of("minutes", "10", "seed", "1"),
                    PATIENT,
                    new Tolerance(true, OUTAGE),
                    new PodKills()));

    private ClusterDrills() {}

    public static List<Drill> all() {
        return ALL;
    }
}

package io.finops.rehearsal.payments;

import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.plan.JvmOptions;
import io.finops.rehearsal.rig.PaymentsRig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Kills the service, and the database, under traffic while the gateway drops a share of its answers after charging; then
 * compares what clients were told, the ledger and the gateway.
 *
 * @param kills how often a service is killed, at random moments
 * @param databaseKills how often the database is, spread between them
 * @param replicas services on the one database
 */
public record CrashRun(int kills, int databaseKills, int replicas, long seed) {
    private static final int CLIENTS = 8;
    /** A service that lives for seconds is better off without the compiler that pays later. */
    private static final JvmOptions SHORT_LIVED =
            new JvmOptions(Map.of("PAYMENTS_SERVICE_JAVA_OPTS", "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"));

    /** What was found. {@code differences} is empty when all of it agrees. */
    public record Result(
            int acknowledged,
            long lost,
            long doubled,
            long pending,
            long ledgerMinorUnits,
            long gatewayMinorUnits,
            List<String> differences) {
        public Result {
            differences = List.copyOf(differences);
        }
    }

    public Result run(StackHome home, Path scratch, Consumer<String> progress) throws InterruptedException {
        // A shorter wait for the gateway shortens the leases that a kill leaves behind.
        List<String> options = List.of("--payments.gateway.read-timeout=2s");
        try (PaymentsRig rig =
                new PaymentsRig(home, scratch, "20", Collections.nCopies(replicas, options), SHORT_LIVED)) {
            HttpJson http = new HttpJson();
            http.send("PUT", rig.gatewayUrl() + "/faults/gateway-drop-answers", "{\"share\":0.05}", Map.of());
            PaymentsTraffic traffic = new PaymentsTraffic(rig.serviceUrls(), rig.apiKey());
            traffic.start(CLIENTS, seed);
            killAtRandom(rig, progress);
            progress.accept("no new payments; those that have begun are repeated until they are answered");
            traffic.stop();
            http.send("DELETE", rig.gatewayUrl() + "/faults", "", Map.of());
            try (LedgerReader ledger = new LedgerReader(rig)) {
                ledger.awaitSettled();
                return compare(ledger, http.get(rig.gatewayUrl() + "/gateway/totals", Map.of()), traffic);
            }
        }
    }

    private void killAtRandom(PaymentsRig rig, Consumer<String> progress) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        int databaseKillsLeft = databaseKills;
        for (int kill = 1; kill <= Math.max(kills, databaseKills); kill++) {
            Thread.sleep(random.nextLong(200, 3_000));
            if (kill <= kills) {
                int replica = random.nextInt(replicas);
                rig.killService(replica);
                progress.accept("kill " + kill + " of " + kills);
                rig.restartService(replica);
                if (databaseKillsLeft == 0 || random.nextBoolean()) {
                    rig.awaitService(replica);
                }
            }
            if (databaseKillsLeft > 0) {
                databaseKillsLeft--;
                rig.crashDatabase();
                progress.accept("the database was killed and is back");
            }
            for (int replica = 0; replica < replicas; replica++) {
                rig.awaitService(replica);
            }
        }
    }

    private static Result compare(LedgerReader ledger, JsonNode gateway, PaymentsTraffic traffic) {
        Map<String, String> acknowledged = traffic.acknowledged();
        List<String> differences = new ArrayList<>(Books.differences(ledger, gateway, acknowledged));
        Books.note(differences, "keys under which several payments were seen", traffic.keysWithSeveralPayments());
        if (!traffic.unexpectedAnswers().isEmpty()) {
            differences.add("answers that no obedient client may get: " + traffic.unexpectedAnswers());
        }
        return new Result(
                acknowledged.size(),
                Books.lost(ledger, acknowledged),
                Books.doubled(gateway) + traffic.keysWithSeveralPayments(),
                ledger.pending(),
                ledger.captures().values().stream()
                        .mapToLong(LedgerReader.Sum::minorUnits)
                        .sum(),
                total(gateway, "captured"),
                differences);
    }

    private static long total(JsonNode gateway, String value) {
        long[] sum = new long[1];
        gateway.path("currencies")
                .forEachEntry((code, totals) -> sum[0] += totals.path(value).longValue());
        return sum[0];
    }

    public CrashRun {
        if (kills < 0 || databaseKills < 0 || kills + databaseKills == 0 || replicas < 1) {
            throw new StackException("a crash run needs at least one kill and one replica");
        }
    }
}

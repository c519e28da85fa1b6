package io.finops.benchmarks.backtest;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Payments of synthetic customers at a synthetic service, five seconds at a time: what is asked for, what becomes of it, and who counts it. */
final class PaymentWorld {
    static final int TICK = 5;

    private static final int SUCCESS = 0;
    private static final int DECLINED = 1;
    private static final int REJECTED = 2;
    private static final int SERVER_ERROR = 3;
    private static final int UNDECIDED = 4;
    private static final int CLIENT_ERROR = 5;
    private static final double CLIENT_ERRORS = 0.01;
    private static final double REJECTIONS = 0.01;
    private static final double REFUNDS = 0.01;
    private static final double DOLLARS = 74;
    private static final double SPREAD = 60;
    private static final double[] SHARES = {0.7, 0.3};
    /** The share that is answered within each of the edges on any day. */
    private static final double[] USUALLY_FASTER = {0.97, 0.9975, 0.9995, 0.9999, 1};

    private record Unknown(long since, int count) {}

    private final Chance chance;
    private final TrafficShape shape;
    private final Releases releases;
    private final double[] ledger = new double[Replica.CURRENCIES.size()];
    private final Deque<Unknown> unknown = new ArrayDeque<>();
    private final Deque<Unknown> hanging = new ArrayDeque<>();
    private int turn;
    private long gatewaySpoke;

    PaymentWorld(Chance chance, Instant start) {
        this.chance = chance;
        shape = new TrafficShape(chance, start);
        releases = new Releases(chance, start.getEpochSecond());
    }

    void tick(long time, Conditions now) {
        releases.tick(time, now);
        releases.targets().forEach(target -> target.replica().burn(0, time, TICK));
        if (now.hanging < 1) {
            gatewaySpoke = time;
        }
        List<Replica> serving = releases.serving();
        double rate = shape.at(time, TICK) * now.traffic;
        if (now.serviceDown || serving.isEmpty()) {
            return;
        }
        Replica replica = serving.get(turn++ % serving.size());
        pay(replica, chance.poisson(rate * TICK), time, now);
        answerHanging(replica, time);
        reconcile(replica, time, now);
    }

    private void pay(Replica replica, int asked, long time, Conditions now) {
        int mistakes = chance.of(asked, CLIENT_ERRORS);
        int begun = asked - mistakes;
        int hung = chance.of(begun, now.hanging);
        int failed = chance.of(begun - hung, now.serverErrors);
        int open = chance.of(begun - hung - failed, now.undecided);
        int rejected = chance.of(begun - hung - failed - open, REJECTIONS);
        int declined = chance.of(begun - hung - failed - open - rejected, now.declined);
        int approved = begun - hung - failed - open - rejected - declined;
        replica.accepted += begun;
        replica.burn(begun, time, 0);
        answer(replica, CLIENT_ERROR, mistakes, now);
        answer(replica, SERVER_ERROR, failed, now);
        answer(replica, UNDECIDED, open, now);
        answer(replica, REJECTED, rejected, now);
        answer(replica, DECLINED, declined, now);
        answer(replica, SUCCESS, approved, now);
        end(replica, 0, approved, now);
        end(replica, 1, declined, now);
        end(replica, 2, rejected, now);
        end(replica, 3, failed, now);
        capture(replica, approved, now);
        replica.attempts[0] += approved;
        replica.attempts[1] += declined;
        replica.attempts[2] +=
                chance.poisson(begun * now.failedAttempts / Math.max(0.02, 1 - now.failedAttempts)) + failed;
        if (open > 0) {
            unknown.add(new Unknown(time, open));
        }
        if (hung > 0) {
            hanging.add(new Unknown(time, hung));
        }
    }

    /** The API gives up waiting for the gateway after ten seconds. */
    private void answerHanging(Replica replica, long time) {
        while (!hanging.isEmpty() && hanging.element().since() <= time - 10) {
            Unknown payments = hanging.remove();
            replica.requests[UNDECIDED] += payments.count();
            unknown.add(payments);
        }
    }

    /** Asks again for what is unknown, after a minute. */
    private void reconcile(Replica replica, long time, Conditions now) {
        while (!now.reconciliationStuck
                && now.hanging == 0
                && !unknown.isEmpty()
                && unknown.element().since() <= time - 60) {
            Unknown payments = unknown.remove();
            replica.statuses[0] += payments.count();
            replica.settledInTime[0] += payments.since() > time - 300 ? payments.count() : 0;
            capture(replica, payments.count(), now);
        }
    }

    private void answer(Replica replica, int outcome, int count, Conditions now) {
        replica.requests[outcome] += count;
        int slow = chance.of(count, now.slow);
        int left = count - slow;
        for (int edge = Replica.EDGES.length - 1; edge >= 0; edge--) {
            double beyond = edge == Replica.EDGES.length - 1 ? 1 : USUALLY_FASTER[edge + 1];
            left -= chance.of(left, 1 - USUALLY_FASTER[edge] / beyond);
            replica.faster[outcome][edge] += left + (now.slowSeconds <= Replica.EDGES[edge] ? slow : 0);
        }
    }

    private void end(Replica replica, int status, int count, Conditions now) {
        replica.statuses[status] += count;
        replica.settledInTime[status] += count - chance.of(count, now.settledLate);
    }

    private void capture(Replica replica, int approved, Conditions now) {
        int left = approved;
        for (int i = 0; i < SHARES.length; i++) {
            int count = i == SHARES.length - 1 ? left : chance.of(approved, SHARES[i]);
            left -= Math.min(left, count);
            double dollars =
                    Math.max(count, count * DOLLARS + SPREAD * Math.sqrt(count) * chance.normal()) * now.amounts;
            double amount = dollars / Replica.USD_RATES[i];
            double captured = amount * now.captured;
            replica.asked[i] += amount;
            replica.revenue[i] += captured * now.counted;
            replica.refunds[i] += captured * REFUNDS;
            replica.fees[i] += (0.029 * amount + 0.30 * count / Replica.USD_RATES[i]) * now.fees;
            ledger[i] += captured;
        }
    }

    void expose(long time, SampleSink out, Conditions now) throws IOException {
        for (Releases.Target target : releases.targets()) {
            boolean answers = !now.serviceDown && !target.away() && !target.missed();
            out.sample("up{" + target.replica().target() + "}", answers ? 1 : 0);
            // One that is away refuses at once; one that is only busy does not answer in time.
            out.sample("scrape_duration_seconds{" + target.replica().target() + "}", target.missed() ? 4 : 0.02);
            if (!answers) {
                continue;
            }
            target.replica().expose(out, !now.revenueNotPublished);
            String labels = target.replica().target() + "}";
            for (int i = 0; i < ledger.length; i++) {
                out.sample("ledger_revenue_total{currency=\"" + Replica.CURRENCIES.get(i) + "\"," + labels, ledger[i]);
            }
            out.sample("gateway_silence_seconds{" + labels, (double) (time - gatewaySpoke));
            List<Unknown> open = new ArrayList<>(unknown);
            open.addAll(hanging);
            out.sample(
                    "transactions_pending{" + labels,
                    open.stream().mapToInt(Unknown::count).sum());
            out.sample(
                    "transactions_pending_oldest_age_seconds{" + labels,
                    open.stream()
                            .mapToDouble(payments -> (double) (time - payments.since()))
                            .max()
                            .orElse(0));
        }
    }
}

package io.finops.traffic.stub;

import io.finops.traffic.http.PaymentRequests;
import io.finops.traffic.http.Target;
import io.finops.traffic.load.Acknowledgements;
import io.finops.traffic.load.LoadRun;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.load.RequestSource;
import io.finops.traffic.payment.CurrencyShares;
import io.finops.traffic.payment.PaymentMix;
import io.finops.traffic.payment.PaymentStream;
import io.finops.traffic.schedule.ArrivalPlan;
import io.finops.traffic.schedule.Profiles;
import io.finops.traffic.schedule.Spacing;
import io.finops.traffic.tracing.ClientSpans;
import java.time.Duration;

/**
 * Sends briefly to a server inside this process. Without it, the first requests of a run would pay for loading and
 * compiling the generator's own classes: a second on a busy machine.
 */
public final class WarmUp {
    private static final Duration LENGTH = Duration.ofMillis(600);
    private static final double RATE = 4_000;

    private WarmUp() {}

    /** Takes a little more than half a second. Nothing leaves this machine. */
    public static void run() throws InterruptedException {
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            Target target = Target.of(server.url(), false);
            PaymentMix mix = new PaymentMix(100, CurrencyShares.parse("USD:2,EUR:1,JPY:1"), 0.01, 0.02, 0.01);
            ArrivalPlan plan = new ArrivalPlan(Profiles.steady(RATE, LENGTH), Spacing.POISSON, 1, LENGTH);
            LoadSettings settings = new LoadSettings(
                    plan, true, 8, 1, Duration.ofSeconds(5), Duration.ofMillis(100), 10_000, 0, LENGTH, 0.1);
            RequestSource source = new RequestSource(
                    new PaymentStream(mix, 1, 1),
                    new PaymentRequests(target, null),
                    Acknowledgements.IGNORED,
                    ClientSpans.none());
            new LoadRun(settings, target, source).run(second -> {});
        }
    }
}

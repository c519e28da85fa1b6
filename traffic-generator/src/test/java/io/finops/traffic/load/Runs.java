package io.finops.traffic.load;

import io.finops.traffic.http.PaymentRequests;
import io.finops.traffic.http.Target;
import io.finops.traffic.payment.CurrencyShares;
import io.finops.traffic.payment.PaymentMix;
import io.finops.traffic.payment.PaymentStream;
import io.finops.traffic.report.Totals;
import io.finops.traffic.schedule.ArrivalPlan;
import io.finops.traffic.schedule.Profiles;
import io.finops.traffic.schedule.Spacing;
import io.finops.traffic.tracing.ClientSpans;
import java.time.Duration;

/** Runs against a server of a test. */
final class Runs {
    private Runs() {}

    static LoadSettings settings(double rate, Duration length, int connections) {
        ArrivalPlan plan = new ArrivalPlan(Profiles.steady(rate, length), Spacing.CONSTANT, 1, length);
        return new LoadSettings(
                plan,
                true,
                connections,
                1,
                Duration.ofSeconds(30),
                Duration.ofMillis(500),
                100_000,
                0,
                Duration.ofMillis(100),
                0.1);
    }

    static Results run(LoadSettings settings, String url) throws InterruptedException {
        return run(settings, url, Acknowledgements.IGNORED);
    }

    static Results run(LoadSettings settings, String url, Acknowledgements acknowledgements)
            throws InterruptedException {
        return run(settings, url, acknowledgements, ClientSpans.none());
    }

    static Results run(LoadSettings settings, String url, Acknowledgements acknowledgements, ClientSpans spans)
            throws InterruptedException {
        Target target = Target.of(url, false);
        PaymentMix mix = new PaymentMix(100, CurrencyShares.parse("USD,EUR"), 0, 0, 0);
        RequestSource source = new RequestSource(
                new PaymentStream(mix, 1, 1), new PaymentRequests(target, null), acknowledgements, spans);
        Totals totals = new Totals();
        return totals.results(new LoadRun(settings, target, source).run(totals));
    }
}

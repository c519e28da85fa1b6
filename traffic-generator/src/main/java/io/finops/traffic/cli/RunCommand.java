package io.finops.traffic.cli;

import io.finops.traffic.http.PaymentRequests;
import io.finops.traffic.http.Target;
import io.finops.traffic.load.Acknowledgements;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.Interval;
import io.finops.traffic.load.LoadRun;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.load.RequestSource;
import io.finops.traffic.payment.PaymentStream;
import io.finops.traffic.schedule.ArrivalPlan;
import io.finops.traffic.schedule.Profiles;
import io.finops.traffic.schedule.Spacing;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A run of a set length. */
@Command(
        name = "run",
        description = "Sends payments at a set rate for a set time, and reports what became of them.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    MixOptions mix = new MixOptions();

    @Mixin
    PaceOptions pace = new PaceOptions();

    @Option(
            names = "--duration",
            defaultValue = "180s",
            converter = Durations.class,
            description = "how long to send (default ${DEFAULT-VALUE})")
    Duration duration = Duration.ZERO;

    @Override
    public Integer call() throws InterruptedException {
        Target to = target.target();
        ArrivalPlan plan =
                new ArrivalPlan(Profiles.steady(pace.rps(), duration), Spacing.CONSTANT, pace.seed(), duration);
        LoadSettings settings = pace.settings(plan, target, mix);
        RequestSource source = new RequestSource(
                new PaymentStream(mix.mix(), pace.seed(), System.nanoTime()),
                new PaymentRequests(to, target.apiKey(System.getenv())),
                Acknowledgements.IGNORED);
        Distributions all = Distributions.empty();
        new LoadRun(settings, to, source).run(interval -> {
            all.add(interval.times());
            print(interval);
        });
        System.out.println("p99 " + all.latency().getValueAtPercentile(99) / 1e6 + " ms");
        return 0;
    }

    private static void print(Interval interval) {
        System.out.println(interval.seconds() + " " + interval.counts().ended() + " p99 "
                + interval.times().latency().getValueAtPercentile(99) / 1e6);
    }
}

package io.finops.traffic.cli;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.http.PaymentRequests;
import io.finops.traffic.http.Target;
import io.finops.traffic.load.Acknowledgements;
import io.finops.traffic.load.LoadRun;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.load.RequestSource;
import io.finops.traffic.metrics.MetricsPage;
import io.finops.traffic.metrics.MetricsServer;
import io.finops.traffic.payment.PaymentStream;
import io.finops.traffic.schedule.ArrivalPlan;
import io.finops.traffic.schedule.Profiles;
import io.finops.traffic.schedule.RateCurve;
import io.finops.traffic.schedule.Spacing;
import io.finops.traffic.stub.WarmUp;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Traffic for the demo. */
@Command(
        name = "continuous",
        description = "Sends payments until stopped, following daily and weekly patterns with some noise.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ContinuousCommand implements Callable<Integer> {
    private static final Duration UNTIL_STOPPED = Duration.ofDays(3650);

    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    MixOptions mix = new MixOptions();

    @Mixin
    PaceOptions pace = new PaceOptions();

    @Option(
            names = "--profile",
            paramLabel = "SHAPE",
            defaultValue = "weekly",
            description = "weekly: follows the clock (UTC), with --rps as the mean; steady: a constant rate (default"
                    + " ${DEFAULT-VALUE})")
    Shape profile = Shape.WEEKLY;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "8083",
            description = "port of /metrics and /healthz (default ${DEFAULT-VALUE})")
    int metricsPort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "address of /metrics and /healthz (default ${DEFAULT-VALUE})")
    String host = "";

    /** How the rate goes over time. */
    enum Shape {
        WEEKLY,
        STEADY
    }

    @Override
    public Integer call() throws InterruptedException {
        // Before the first logger exists: a long-running process logs JSON lines.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-continuous.xml");
        }
        Target to = target.target();
        ApiKey key = target.apiKey(System.getenv());
        LoadSettings settings = settings();
        long keySeed = new SecureRandom().nextLong();
        RequestSource source = new RequestSource(
                new PaymentStream(mix.mix(), pace.seed(), keySeed),
                new PaymentRequests(to, key),
                Acknowledgements.IGNORED,
                target.spans(to, System.getenv()));
        MetricsPage page = new MetricsPage(Version.text(), Version.commit());
        WarmUp.run();
        try (MetricsServer server = MetricsServer.start(host, metricsPort, page::text)) {
            send(new LoadRun(settings, to, source), settings, page, new TrafficLog(to, key, server.port()));
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, "cannot listen on " + host + ":" + metricsPort + ": " + e.getMessage());
        }
        return ExitCode.PASSED;
    }

    private LoadSettings settings() {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        RateCurve curve =
                profile == Shape.STEADY ? Profiles.endless(pace.rps()) : Profiles.weekly(pace.rps(), now, pace.seed());
        ArrivalPlan plan = new ArrivalPlan(curve, Spacing.POISSON, pace.seed(), UNTIL_STOPPED);
        return pace.settings(plan, target, mix);
    }

    private static void send(LoadRun run, LoadSettings settings, MetricsPage page, TrafficLog log)
            throws InterruptedException {
        try (Interruption interruption = new Interruption(run::stop, ExitCode.PASSED)) {
            log.started(settings);
            run.run(interval -> {
                page.update(interval, settings.plan().curve().rateAt(interval.seconds()));
                log.second(interval);
            });
            log.stopped(interruption.happened());
        }
    }
}

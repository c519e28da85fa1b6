package io.finops.traffic.cli;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.http.Reachability;
import io.finops.traffic.http.Target;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.payment.PaymentStream;
import io.finops.traffic.verdict.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A run of a set length. */
@Command(
        name = "run",
        description = "Sends payments at a set rate for a set time and reports the outcome.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the run passed",
            "1:the generator itself failed, or could not write its files",
            "2:the command line, a file or a folder is not usable; nothing was sent",
            "3:the target accepts no connection, or never answered",
            "4:--verify found a payment lost, doubled or changed, or could not check any",
            "5:the schedule was not kept: requests were dropped or unsent, or this machine is too busy",
            "6:the target answered, but no payment succeeded",
            "99:a threshold failed, or could not be judged",
            "130:interrupted; the summary is written"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  traffic-generator run --api-key-file .stack/secrets/merchant-api-key --duration 1m --verify",
            "  traffic-generator run --base-url http://127.0.0.1:8080 --profile spike \\",
            "      --threshold 'p99<250ms' --threshold 'errors<0.1%%'"
        })
final class RunCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Mixin
    TargetOptions target = new TargetOptions();

    @Mixin
    PaceOptions pace = new PaceOptions();

    @Mixin
    ShapeOptions shape = new ShapeOptions();

    @Option(
            names = "--threshold",
            paramLabel = "LIMIT",
            description =
                    "what the run must meet, such as p99<250ms, service_p99.9<1s, errors<0.1%%, rate>=11.5; can be"
                            + " given several times")
    List<String> thresholds = List.of();

    @Mixin
    VerifyOptions verify = new VerifyOptions();

    @Mixin
    MixOptions mix = new MixOptions();

    @Option(
            names = "--key-seed",
            paramLabel = "N",
            description = "repeats the idempotency keys of another run (default: new keys)")
    @Nullable
    Long keySeed;

    @Option(
            names = "--output-dir",
            paramLabel = "FOLDER",
            defaultValue = "load_output",
            description = "folder for load_summary.json, load_samples.csv and load_histograms.hlog (default"
                    + " ${DEFAULT-VALUE})")
    Path outputDir = Path.of("load_output");

    @Option(names = "--quiet", description = "print nothing unless the run fails")
    boolean quiet;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Target to = target.target();
        ApiKey key = target.apiKey(System.getenv());
        LoadSettings settings = pace.settings(shape.plan(pace), target, mix);
        long keys = keySeed == null ? new SecureRandom().nextLong() : keySeed;
        List<Threshold> limits = limits();
        RunDescription description = new RunDescription(to, settings, shape, pace, mix, keys);
        PaymentStream payments = new PaymentStream(mix.mix(), pace.seed(), keys);
        boolean money = verify.wanted();
        Execution.Load load = new Execution.Load(to, key, settings, payments, target.spans(to, System.getenv()));
        reach(to);
        try (Execution execution = new Execution(outputDir, quiet, money)) {
            return execution.run(description, load, limits, verify.settings(settings));
        }
    }

    private List<Threshold> limits() {
        List<Threshold> limits = thresholds.stream().map(Threshold::parse).toList();
        if (pace.unpaced() && limits.stream().anyMatch(Threshold::ofLatency)) {
            throw new IllegalArgumentException("--rps max measures no latency: use service_p99 and the like");
        }
        return limits;
    }

    private static void reach(Target target) {
        try {
            Reachability.check(target, PATIENCE);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    target.base() + " cannot be reached: " + e.getMessage() + "; is the server running?");
        }
    }
}

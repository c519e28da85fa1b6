package io.finops.traffic.cli;

import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.verify.MoneyCheck;
import picocli.CommandLine.Option;

/** The check of the money after a run. */
final class VerifyOptions {
    private static final int MOST_PARALLEL = 64;

    @Option(
            names = "--verify",
            description = "after the run, look up every acknowledged payment and repeat it under its idempotency key; a"
                    + " payment lost, doubled or changed fails the run, and so does having none to check")
    boolean verify;

    @Option(
            names = "--verify-rps",
            paramLabel = "RATE",
            defaultValue = "200",
            description = "payments checked per second, two requests each (default ${DEFAULT-VALUE})")
    double verifyRate;

    @Option(
            names = "--verify-sample",
            paramLabel = "SHARE",
            defaultValue = "100%",
            converter = Shares.class,
            description = "share of the acknowledged payments to check (default ${DEFAULT-VALUE})")
    double sample;

    boolean wanted() {
        if (!(verifyRate > 0 && verifyRate <= 100_000)) {
            throw new IllegalArgumentException("--verify-rps must be above 0 and up to 100000");
        }
        if (sample == 0) {
            throw new IllegalArgumentException("--verify-sample must be above 0");
        }
        return verify;
    }

    MoneyCheck.Settings settings(LoadSettings load) {
        return new MoneyCheck.Settings(verifyRate, Math.min(load.connections(), MOST_PARALLEL), sample);
    }
}

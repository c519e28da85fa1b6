package io.finops.traffic.cli;

import io.finops.traffic.schedule.ArrivalPlan;
import io.finops.traffic.schedule.Profiles;
import io.finops.traffic.schedule.RateCurve;
import io.finops.traffic.schedule.RateTable;
import io.finops.traffic.schedule.Spacing;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the rate of a run goes over time. */
final class ShapeOptions {
    private static final Duration DEFAULT_DURATION = Duration.ofMinutes(3);

    /** The named shapes. */
    enum Profile {
        STEADY,
        RAMP,
        SPIKE,
        DIURNAL
    }

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "how long to send: 180, 90s, 3m, 1.5h (default 180s, or the length of --rates)")
    @Nullable
    Duration duration;

    @Option(
            names = "--profile",
            paramLabel = "SHAPE",
            description = "steady (default): --rps throughout; ramp: from 0 to --rps; spike: --rps with a surge in the"
                    + " middle fifth; diurnal: a whole day compressed into the duration, with --rps as its mean")
    @Nullable
    Profile profile;

    @Option(
            names = "--spike-factor",
            paramLabel = "N",
            defaultValue = "5",
            description = "height of the spike's surge, as a multiple of --rps (default ${DEFAULT-VALUE})")
    double spikeFactor;

    @Option(
            names = "--rates",
            paramLabel = "CSV",
            description = "file of lines 'second,rate', interpolated linearly; replaces --rps and --profile")
    @Nullable
    Path rates;

    @Option(
            names = "--arrivals",
            paramLabel = "SPACING",
            defaultValue = "constant",
            description = "constant: evenly spaced; poisson: at random, like independent customers (default"
                    + " ${DEFAULT-VALUE})")
    Spacing arrivals = Spacing.CONSTANT;

    ArrivalPlan plan(PaceOptions pace) {
        if (rates != null && (profile != null || pace.rateGiven())) {
            throw new IllegalArgumentException("--rates sets the rate: leave --rps and --profile out");
        }
        if (pace.unpaced() && (profile != null || arrivals != Spacing.CONSTANT)) {
            throw new IllegalArgumentException("--rps max has no schedule: leave --profile and --arrivals out");
        }
        RateCurve table = rates == null ? null : read(rates);
        Duration length = duration != null
                ? duration
                : table == null ? DEFAULT_DURATION : Duration.ofNanos((long) (table.seconds() * 1e9));
        RateCurve curve = table == null ? curve(pace.rps(), length) : table;
        PaceOptions.check(curve);
        return new ArrivalPlan(curve, arrivals, pace.seed(), length);
    }

    /** The shape's name in reports. */
    String name() {
        return rates != null
                ? "rates"
                : (profile == null ? Profile.STEADY : profile).name().toLowerCase(Locale.ROOT);
    }

    private RateCurve curve(double rps, Duration length) {
        return switch (profile == null ? Profile.STEADY : profile) {
            case STEADY -> Profiles.steady(rps, length);
            case RAMP -> Profiles.ramp(rps, length);
            case SPIKE -> Profiles.spike(rps, spikeFactor, length);
            case DIURNAL -> Profiles.diurnal(rps, length);
        };
    }

    private static RateCurve read(Path file) {
        try {
            return RateTable.parse(Files.readAllLines(file));
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is not a text file in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file of rates " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}

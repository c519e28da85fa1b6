package io.finops.report.command;

import io.finops.report.elasticity.SettledBill;
import io.finops.report.estimate.Estimate;
import io.finops.report.estimate.Estimator;
import io.finops.report.estimate.Scenario;
import io.finops.report.figure.Period;
import io.finops.report.figure.Questions;
import io.finops.report.source.Prometheus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "estimate",
        description = "Says what more payments would cost, by the settled bill and the payments of the same days.",
        mixinStandardHelpOptions = true)
final class EstimateCommand implements Callable<Integer> {
    private static final double MOST_HOURS = 366 * 24;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9090",
            description = "Prometheus (${DEFAULT-VALUE}).")
    private String prometheus = "";

    @Option(
            names = "--tps",
            paramLabel = "N",
            description = "A campaign: N approved payments a second beside the usual ones.")
    private @Nullable Double tps;

    @Option(names = "--times", paramLabel = "K", description = "A surge: K times the usual payments.")
    private @Nullable Double times;

    @Option(names = "--hours", paramLabel = "H", defaultValue = "1", description = "How long (${DEFAULT-VALUE}).")
    private double hours = 1;

    @Option(names = "--growth", paramLabel = "P%", description = "A year with P%% more payments than now.")
    private @Nullable String growth;

    @Option(names = "--json", description = "The same for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if ((tps == null ? 0 : 1) + (times == null ? 0 : 1) + (growth == null ? 0 : 1) != 1) {
            throw refused("one of --tps N, --times K and --growth P% is needed");
        }
        if (!(hours > 0 && hours <= MOST_HOURS)) {
            throw refused("--hours is above 0 and at most " + (int) MOST_HOURS);
        }
        if (tps != null && !(tps > 0 && Double.isFinite(tps))) {
            throw refused("--tps is above 0");
        }
        if (times != null && !(times > 1 && Double.isFinite(times))) {
            throw refused("--times is above 1");
        }
        double more = growth == null ? 0 : share(growth);
        Period period = new Period(Instant.now().truncatedTo(ChronoUnit.SECONDS), SettledBill.REACH);
        Estimate estimate = Estimator.read(
                new Questions(new Prometheus(prometheus), period),
                usual -> tps != null
                        ? Scenario.campaign(tps, hours)
                        : times != null ? Scenario.surge(times, hours, usual) : Scenario.year(more, usual));
        spec.commandLine()
                .getOut()
                .print(
                        json
                                ? JsonMapper.builder()
                                                .enable(SerializationFeature.INDENT_OUTPUT)
                                                .build()
                                                .writeValueAsString(estimate)
                                        + "\n"
                                : EstimateText.of(estimate));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private double share(String text) {
        try {
            double percent = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
            if (percent > 0 && Double.isFinite(percent)) {
                return percent / 100;
            }
        } catch (NumberFormatException e) {
            // Answered below, as every other growth that is none.
        }
        throw refused("--growth is a percentage above 0 such as 30%, not " + text);
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}

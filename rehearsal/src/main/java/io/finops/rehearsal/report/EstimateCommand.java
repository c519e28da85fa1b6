package io.finops.rehearsal.report;

import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.kubernetes.ClusterOptions;
import io.finops.localstack.layout.StackHome;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "estimate",
        description = {
            "Says what a campaign (--tps), a surge (--times) or a year of growth (--growth) would cost, by service of the",
            "bill and with bounds, and from which volume on payments pay for the bill. From its settled days."
        },
        mixinStandardHelpOptions = true)
public final class EstimateCommand implements StackWord {
    @Option(
            names = "--tps",
            paramLabel = "N",
            description = "A campaign: N approved payments a second beside the usual ones.")
    private @Nullable String tps;

    @Option(names = "--times", paramLabel = "K", description = "A surge: K times the usual payments.")
    private @Nullable String times;

    @Option(names = "--hours", paramLabel = "H", defaultValue = "1", description = "How long (${DEFAULT-VALUE}).")
    private String hours = "1";

    @Option(names = "--growth", paramLabel = "P%", description = "A year with P%% more payments than now.")
    private @Nullable String growth;

    @Option(names = "--json", description = "The same for programs.")
    private boolean json;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackHome home = StackOptions.home();
        StackAccess stack =
                cluster.asked().map(asked -> StackAccess.in(asked, home)).orElseGet(() -> StackAccess.running(home));
        List<String> arguments =
                new ArrayList<>(List.of("estimate", "--prometheus=" + stack.url("prometheus"), "--hours=" + hours));
        add(arguments, "--tps=", tps);
        add(arguments, "--times=", times);
        add(arguments, "--growth=", growth);
        if (json) {
            arguments.add("--json");
        }
        return ReportProgram.run(home, arguments);
    }

    private static void add(List<String> arguments, String option, @Nullable String value) {
        if (value != null) {
            arguments.add(option + value);
        }
    }
}

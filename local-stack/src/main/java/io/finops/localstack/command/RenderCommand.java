package io.finops.localstack.command;

import io.finops.localstack.config.ConfigRenderer;
import io.finops.localstack.config.RenderTarget;
import io.finops.localstack.config.Version;
import io.finops.localstack.layout.StackHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "render",
        description = {
            "Writes the configuration for one way of running the stack.",
            "compose: Alertmanager's, into DIR. native: DIR/prometheus and DIR/alertmanager."
        },
        mixinStandardHelpOptions = true)
public final class RenderCommand implements Callable<Integer> {
    /** What it is rendered for. */
    enum Kind {
        COMPOSE,
        NATIVE;

        /** As the command line spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--for", required = true, paramLabel = "WAY", description = "compose or native.")
    private Kind kind = Kind.NATIVE;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
    private Path out = Path.of("");

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "The folder that has alertmanager/ and prometheus/ (the checkout, or /source in the image).")
    private @Nullable Path source;

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            description = "The secrets' folder: a channel is left out when its secret is not there.")
    private @Nullable Path secrets;

    @Option(
            names = "--alertmanager-version",
            defaultValue = "0.34.0",
            paramLabel = "VERSION",
            description = "Who will read it (${DEFAULT-VALUE}).")
    private String alertmanager = "";

    @Override
    public Integer call() {
        StackHome home = StackOptions.home();
        Path from = source == null ? defaultSource(home) : source;
        Version version = Version.parse(alertmanager);
        if (kind == Kind.COMPOSE) {
            Path seen = secrets == null ? Path.of("/secrets/audit") : secrets;
            new ConfigRenderer(from, seen, version, System.out::println)
                    .renderAlertmanager(RenderTarget.compose(), out);
            return 0;
        }
        Path seen = secrets == null ? home.secrets() : secrets;
        Path alertmanagerFolder = out.toAbsolutePath().resolve("alertmanager");
        RenderTarget natively = RenderTarget.natively(StackOptions.ports(null, home), JOBS, seen, alertmanagerFolder);
        ConfigRenderer renderer = new ConfigRenderer(from, seen, version, System.out::println);
        renderer.renderPrometheus(natively, out.resolve("prometheus"));
        renderer.renderAlertmanager(natively, out.resolve("alertmanager"));
        return 0;
    }

    private static final List<String> JOBS = List.of(
            "simulators",
            "payments-service",
            "cost-exporter",
            "alert-audit",
            "traffic-generator",
            "report",
            "prometheus",
            "alertmanager",
            "loki",
            "promtail",
            "tempo",
            "grafana",
            "node-exporter");

    private static Path defaultSource(StackHome home) {
        Path image = Path.of("/source");
        return Files.isDirectory(home.repository().resolve("alertmanager")) ? home.repository() : image;
    }
}

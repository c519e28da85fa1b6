package io.finops.localstack.plan;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.supervisor.Plan.AbsentPart;
import io.finops.localstack.supervisor.Probe;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Logs, traces, dashboards and the host's metrics: they join when their programs are on the PATH. */
final class OptionalParts {
    private final StackHome home;
    private final Ports ports;
    private final Tools tools;
    private final Secrets secrets;
    private final List<Component> components = new ArrayList<>();
    private final List<AbsentPart> absent = new ArrayList<>();

    OptionalParts(StackHome home, Ports ports, Tools tools, Secrets secrets) {
        this.home = home;
        this.ports = ports;
        this.tools = tools;
        this.secrets = secrets;
        boolean loki = add(
                "loki",
                Program.LOKI,
                "logs cannot be searched in Grafana; read them with ./stack logs NAME",
                this::loki);
        Optional<Alloy> alloy = tools.onPath(Program.ALLOY).map(program -> new Alloy(home, ports, program));
        boolean promtail = tools.onPath(Program.PROMTAIL).isPresent();
        if (loki && !promtail && alloy.isPresent()) {
            components.add(alloy.get().inPromtailsPlace(promtailsVariables()));
        } else if (loki) {
            add("promtail", Program.PROMTAIL, "no log line reaches Loki", this::promtail);
        } else {
            absent.add(new AbsentPart("promtail", "left out: without Loki it has nobody to send to"));
        }
        if (add("tempo", Program.TEMPO, "no traces", program -> tempo(program, alloy.isPresent()))) {
            components.add(spanMetrics());
            alloy.ifPresentOrElse(
                    collector -> components.add(collector.collector()),
                    () -> absent.add(new AbsentPart(
                            "alloy",
                            "alloy is not on the PATH: Tempo gets every span that is sent, however its trace ends")));
        } else {
            absent.add(new AbsentPart("alloy", "left out: without Tempo it has nobody to send to"));
        }
        Optional<Pyroscope> pyroscope =
                tools.onPath(Program.PYROSCOPE).map(program -> new Pyroscope(home, ports, program));
        pyroscope.ifPresentOrElse(
                profiles -> components.add(profiles.server()),
                () -> absent.add(new AbsentPart(
                        "pyroscope", "pyroscope is not on the PATH: no profiles, and nothing is profiled")));
        Path provisioning = home.repository().resolve("grafana/provisioning");
        add(
                "grafana",
                Program.GRAFANA,
                "no dashboards; the report's page shows the last hour",
                program -> grafana(
                        program,
                        pyroscope
                                .map(profiles -> profiles.joinedTo(provisioning))
                                .orElse(provisioning)));
        add("node-exporter", Program.NODE_EXPORTER, "no metrics of this machine", this::nodeExporter);
    }

    List<Component> components() {
        return List.copyOf(components);
    }

    List<AbsentPart> absent() {
        return List.copyOf(absent);
    }

    /** Whether the part of this name is there. */
    boolean has(String name) {
        return components.stream().anyMatch(component -> component.name().equals(name));
    }

    /** How to make the component, once its program was found. */
    private interface Recipe {
        Component with(Path program);
    }

    private boolean add(String name, Program program, String loss, Recipe recipe) {
        Optional<Path> found = tools.onPath(program);
        if (found.isEmpty()) {
            absent.add(new AbsentPart(name, program.names().get(0) + " is not on the PATH: " + loss));
            return false;
        }
        components.add(recipe.with(found.get()));
        return true;
    }

    private Component loki(Path program) {
        return component("loki", "/ready", program, "-config.file=" + file("loki/loki.yaml"), "-config.expand-env=true")
                .with(Map.of(
                        "LOKI_LISTEN_ADDRESS", "127.0.0.1",
                        "LOKI_PORT", port("loki"),
                        "LOKI_GRPC_PORT", port("loki-grpc"),
                        "LOKI_DATA", home.data("loki").toString()))
                .alsoListeningOn(List.of(ports.of("loki-grpc")))
                .stoppedBy("TERM", 20);
    }

    private Component promtail(Path program) {
        return component(
                        "promtail",
                        "/ready",
                        program,
                        "-config.file=" + file("promtail/promtail.yaml"),
                        "-config.expand-env=true")
                .with(promtailsVariables())
                .after("loki");
    }

    private Map<String, String> promtailsVariables() {
        return Map.of(
                "PROMTAIL_LISTEN_ADDRESS", "127.0.0.1",
                "PROMTAIL_PORT", port("promtail"),
                "PROMTAIL_POSITIONS",
                        home.data("promtail").resolve("positions.yaml").toString(),
                "LOGS_DIR", home.root().resolve("logs").toString(),
                "LOKI_URL", ports.url("loki"));
    }

    /** @param collected a collector takes the spans at the documented port, and Tempo another one */
    private Component tempo(Path program, boolean collected) {
        String otlp = collected ? "tempo-otlp" : "otlp-http";
        return component(
                        "tempo",
                        "/ready",
                        program,
                        "-config.file=" + file("tempo/tempo.yaml"),
                        "-config.expand-env=true")
                .with(Map.of(
                        "TEMPO_LISTEN_ADDRESS", "127.0.0.1",
                        "TEMPO_PORT", port("tempo"),
                        "TEMPO_GRPC_PORT", port("tempo-grpc"),
                        "TEMPO_OTLP_GRPC_PORT", port("otlp-grpc"),
                        "TEMPO_OTLP_HTTP_PORT", port(otlp),
                        "TEMPO_DATA", home.data("tempo").toString(),
                        "TEMPO_PROCESSORS", "service-graphs,span-metrics",
                        "TEMPO_REMOTE_WRITE_URL", ports.url("span-metrics") + "/api/v1/write"))
                .alsoListeningOn(List.of(ports.of("tempo-grpc"), ports.of("otlp-grpc"), ports.of(otlp)))
                .stoppedBy("TERM", 20);
    }

    /** Takes the metrics that Tempo makes of spans, and is scraped: nobody pushes into the Prometheus that holds the money. */
    private Component spanMetrics() {
        return component(
                        "span-metrics",
                        "/-/ready",
                        tools.require(Program.PROMETHEUS),
                        "--config.file=" + file("deploy/compose/span-metrics.yml"),
                        "--storage.tsdb.path=" + home.data("span-metrics"),
                        "--storage.tsdb.retention.time=2h",
                        "--web.listen-address=" + ports.address("span-metrics"),
                        "--web.enable-remote-write-receiver")
                .stoppedBy("TERM", 20);
    }

    private Component grafana(Path program, Path provisioning) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("GF_SERVER_HTTP_ADDR", "127.0.0.1");
        environment.put("GF_SERVER_HTTP_PORT", port("grafana"));
        environment.put("GF_PATHS_PROVISIONING", provisioning.toString());
        environment.put("GF_PATHS_DATA", home.data("grafana").toString());
        environment.put("GF_PATHS_LOGS", home.data("grafana").resolve("log").toString());
        environment.put(
                "GF_PATHS_PLUGINS", home.data("grafana").resolve("plugins").toString());
        environment.put(
                "GF_SECURITY_ADMIN_PASSWORD__FILE",
                secrets.file("grafana-admin-password").toString());
        environment.put("FINOPS_DASHBOARDS", file("grafana/dashboards"));
        environment.put(
                "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH", file("grafana/dashboards/FinOps/finops-overview.json"));
        environment.put("FINOPS_PROMETHEUS_URL", ports.url("prometheus"));
        environment.put("FINOPS_ALERTMANAGER_URL", ports.url("alertmanager"));
        environment.put("FINOPS_LOKI_URL", ports.url("loki"));
        environment.put("FINOPS_TEMPO_URL", ports.url("tempo"));
        environment.put("FINOPS_PYROSCOPE_URL", ports.url("pyroscope"));
        environment.put("FINOPS_PROFILES", file("grafana/profiles/pyroscope"));
        List<String> arguments = new ArrayList<>();
        if (String.valueOf(program.getFileName()).equals("grafana")) {
            arguments.add("server");
        }
        // The server reads no GF_PATHS_CONFIG: only the start script of its image does.
        arguments.add("--config=" + file("grafana/grafana.ini"));
        grafanaHome(program).ifPresent(folder -> arguments.add("--homepath=" + folder));
        return component("grafana", "/api/health", program, arguments.toArray(String[]::new))
                .with(environment);
    }

    /** Grafana serves its pages from the folder that its release was unpacked to. */
    private static Optional<Path> grafanaHome(Path program) {
        try {
            Path bin = program.toRealPath().getParent();
            return Stream.of(bin == null ? Path.of("/") : bin.resolveSibling("."), Path.of("/usr/share/grafana"))
                    .map(Path::normalize)
                    .filter(folder -> Files.isDirectory(folder.resolve("public")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Component nodeExporter(Path program) {
        // Debian's has the collector for systemd switched on, and logs an error a scrape where there is no systemd.
        return component(
                "node-exporter",
                "/",
                program,
                "--web.listen-address=" + ports.address("node-exporter"),
                "--no-collector.systemd",
                // Debian's has a folder of its own, and logs an error a scrape where that is missing.
                "--collector.textfile.directory=" + home.results());
    }

    private Component component(String name, String health, Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return Component.of(name, ports.url(name), ports.of(name), command, Probe.http(ports.of(name), health));
    }

    private String file(String path) {
        return home.repository().resolve(path).toString();
    }

    private String port(String name) {
        return String.valueOf(ports.of(name));
    }
}

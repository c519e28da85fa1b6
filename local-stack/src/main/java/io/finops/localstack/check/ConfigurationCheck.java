package io.finops.localstack.check;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.check.Finding.Outcome;
import io.finops.localstack.config.Channel;
import io.finops.localstack.config.ChannelSetting;
import io.finops.localstack.config.ConfigRenderer;
import io.finops.localstack.config.RenderTarget;
import io.finops.localstack.config.Version;
import io.finops.localstack.docker.DockerCompose;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * Loads every configuration file with the tool that will run it, in every release of that tool that is at hand. What is checked is
 * the rendered form, with all channels and with none.
 */
public final class ConfigurationCheck {
    /** Each alone, because a part may need one that is there with another profile only, and all together. */
    private static final List<String> PROFILES = List.of(
            "",
            "containers",
            "batch",
            "collector",
            "profiling",
            "report",
            "containers,batch,collector,profiling,report");

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final StackHome home;
    private final Path scratch;
    private final Consumer<Finding> report;
    private final ToolReleases releases;
    private final Tools tools;

    /**
     * Checks nothing yet.
     *
     * @param scratch an empty folder, for rendered copies
     * @param progress told of what is fetched
     * @param report told of each finding as it is made
     */
    public ConfigurationCheck(StackHome home, Path scratch, Consumer<String> progress, Consumer<Finding> report) {
        this.home = home;
        this.scratch = scratch;
        this.report = report;
        this.tools = new Tools(home.tools(), progress);
        this.releases = new ToolReleases(tools, home.tools());
    }

    /** Returns whether nothing failed. */
    public boolean run() throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(prometheus());
        findings.addAll(alertmanager());
        findings.addAll(servers());
        findings.addAll(compose());
        findings.add(json());
        findings.add(told(new GrafanaGrammars(home, tools).check()));
        return findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED);
    }

    private List<Finding> prometheus() throws IOException {
        Path folder = scratch.resolve("prometheus");
        Path secrets = Files.createDirectories(scratch.resolve("no-secrets"));
        RenderTarget target =
                RenderTarget.natively(new Ports(0), List.of("prometheus", "alertmanager"), secrets, folder);
        new ConfigRenderer(home.repository(), secrets, Version.parse("0.25.0"), line -> {})
                .renderPrometheus(target, folder);
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<Version, List<String>> release :
                releases.of(Program.PROMTOOL).entrySet()) {
            String name = "promtool " + release.getKey();
            List<String> promtool = release.getValue();
            findings.add(
                    run(name + ": configuration and rules", folder, promtool, "check", "config", "prometheus.yml"));
            List<String> tests = files(folder.resolve("tests"), ".yml");
            findings.add(ruleTests(name + ": " + tests.size() + " files of rule tests", folder, promtool, tests));
        }
        return findings;
    }

    /**
     * A promtool for each file, as many at a time as there are cores: one alone uses one core. They are most of the work, and
     * give way to whatever runs beside them, such as the rest of {@code ./stack test}.
     */
    private Finding ruleTests(String subject, Path folder, List<String> promtool, List<String> tests) {
        List<String> nice =
                Stream.concat(Stream.of("nice", "-n", "19"), promtool.stream()).toList();
        String failures = tests.parallelStream()
                .map(test -> Shell.run(LIMIT, folder, Map.of(), "", append(nice, "test", "rules", test)))
                .filter(result -> !result.succeeded())
                .map(Shell.Result::output)
                .collect(Collectors.joining("\n"));
        return told(failures.isEmpty() ? Finding.ok(subject) : Finding.failed(subject, failures));
    }

    private List<Finding> alertmanager() throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path none = Files.createDirectories(scratch.resolve("no-secrets"));
        Path all = Files.createDirectories(scratch.resolve("all-secrets"));
        for (Channel channel : Channel.all()) {
            for (ChannelSetting setting : channel.settings()) {
                Files.writeString(all.resolve(setting.file()), setting.example() + "\n");
            }
        }
        for (Map.Entry<Version, List<String>> release :
                releases.of(Program.AMTOOL).entrySet()) {
            for (Path secrets : List.of(none, all)) {
                Path folder = scratch.resolve("alertmanager-" + release.getKey() + "-" + secrets.getFileName());
                RenderTarget target = RenderTarget.natively(new Ports(0), List.of(), secrets, folder);
                String with = secrets.equals(none) ? "without any channel" : "with every channel";
                String name = "amtool " + release.getKey() + ": Alertmanager's configuration " + with;
                new ConfigRenderer(home.repository(), secrets, release.getKey(), line -> {})
                        .renderAlertmanager(target, folder);
                findings.add(run(name, folder, release.getValue(), "check-config", "alertmanager.yml"));
                findings.add(routes(release, folder, with));
            }
        }
        return findings;
    }

    /** Asks amtool who would be told of each alert in the table of routes, and compares. */
    private Finding routes(Map.Entry<Version, List<String>> release, Path folder, String with) throws IOException {
        List<RouteExpectation> expectations =
                RouteExpectation.read(home.repository().resolve("alertmanager/tests/routes.txt"));
        String subject = "amtool " + release.getKey() + ": " + expectations.size() + " routes " + with;
        for (RouteExpectation expectation : expectations) {
            Shell.Result result =
                    Shell.run(LIMIT, folder, Map.of(), "", append(release.getValue(), expectation.arguments()));
            if (!result.succeeded()) {
                return told(Finding.failed(subject, expectation.labels() + ": " + result.output()));
            }
        }
        return told(Finding.ok(subject));
    }

    /** Loki and its kin check their own configuration, when they are on the PATH. */
    private List<Finding> servers() {
        List<Finding> findings = new ArrayList<>();
        findings.add(server("loki", Program.LOKI, "-verify-config"));
        findings.add(server("promtail", Program.PROMTAIL, "-check-syntax"));
        findings.add(server("tempo", Program.TEMPO, "-config.verify=true"));
        findings.add(tools.onPath(Program.ALLOY)
                .map(alloy -> run(
                        "alloy's configuration",
                        home.repository(),
                        List.of(alloy.toString()),
                        "validate",
                        "alloy/config.alloy"))
                .orElseGet(() -> told(Finding.unchecked("alloy's configuration", "alloy is not on the PATH"))));
        return findings;
    }

    private Finding server(String name, Program program, String flag) {
        String subject = name + "'s configuration";
        return tools.onPath(program)
                .map(path -> run(
                        subject,
                        home.repository(),
                        List.of(path.toString()),
                        "-config.file=" + name + "/" + name + ".yaml",
                        "-config.expand-env=true",
                        flag))
                .orElseGet(() -> told(Finding.unchecked(subject, name + " is not on the PATH")));
    }

    private List<Finding> compose() throws IOException {
        List<List<String>> clients = new ArrayList<>();
        if (DockerCompose.hasClient()) {
            clients.add(List.of("docker", "compose"));
        }
        Program standalone = new Program(List.of("docker-compose"), List.of(), "");
        tools.onPath(standalone).ifPresent(path -> clients.add(List.of(path.toString())));
        try (Stream<Path> folders = Files.exists(home.tools()) ? Files.list(home.tools()) : Stream.empty()) {
            folders.map(folder -> folder.resolve("bin/docker-compose"))
                    .filter(Files::isExecutable)
                    .forEach(path -> clients.add(List.of(path.toString())));
        }
        if (clients.isEmpty()) {
            return List.of(told(Finding.unchecked("compose.yaml", "there is no Docker Compose client here")));
        }
        List<String> client = clients.get(0);
        List<Finding> findings = new ArrayList<>();
        for (String profiles : PROFILES) {
            for (List<String> files : List.of(
                    List.of("-f", "compose.yaml"), List.of("-f", "compose.yaml", "-f", "deploy/compose/aws.yaml"))) {
                List<String> command = new ArrayList<>(client);
                command.addAll(files);
                String subject = "docker compose config, " + files.get(files.size() - 1)
                        + (profiles.isEmpty() ? "" : ", profiles " + profiles);
                Shell.Result result = Shell.run(
                        LIMIT,
                        home.repository(),
                        Map.of("COMPOSE_PROFILES", profiles),
                        "",
                        append(command, "config", "-q"));
                findings.add(finding(subject, result));
            }
        }
        return findings;
    }

    private Finding json() throws IOException {
        Path dashboards = home.repository().resolve("grafana/dashboards");
        int count = 0;
        try (Stream<Path> files = Files.exists(dashboards) ? Files.walk(dashboards) : Stream.empty()) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                try {
                    Json.MAPPER.readTree(Files.readAllBytes(file));
                    count++;
                } catch (JacksonException e) {
                    return told(Finding.failed(file.toString(), String.valueOf(e.getMessage())));
                }
            }
        }
        return told(Finding.ok(count + " dashboards are JSON"));
    }

    private Finding run(String subject, Path folder, List<String> tool, String... arguments) {
        return finding(subject, Shell.run(LIMIT, folder, Map.of(), "", append(tool, arguments)));
    }

    private Finding finding(String subject, Shell.Result result) {
        return told(result.succeeded() ? Finding.ok(subject) : Finding.failed(subject, result.output()));
    }

    private Finding told(Finding finding) {
        report.accept(finding);
        return finding;
    }

    private static List<String> files(Path folder, String suffix) throws IOException {
        if (Files.notExists(folder)) {
            throw new StackException(folder.getFileName() + " is missing in prometheus/");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(Path::toString)
                    .toList();
        }
    }

    private static List<String> append(List<String> first, String... last) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(last));
        return all;
    }
}

package io.finops.localstack.plan;

import io.finops.localstack.config.ConfigRenderer;
import io.finops.localstack.config.RenderTarget;
import io.finops.localstack.config.Version;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.postgres.PostgresBinaries;
import io.finops.localstack.postgres.PostgresCluster;
import io.finops.localstack.process.Shell;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.supervisor.Plan;
import io.finops.localstack.supervisor.Plan.AbsentPart;
import io.finops.localstack.supervisor.Probe;
import io.finops.localstack.tools.AlertmanagerRuntime;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Prepares everything that the native stack needs on disk, and decides what will run. */
public final class NativePlan {
    private static final String WITHOUT_METRICS = "postgres";

    private final StackHome home;
    private final Ports ports;
    private final Consumer<String> progress;
    private final Tools tools;
    private final Secrets secrets;

    /**
     * Prepares nothing yet.
     *
     * @param progress told in a line of what takes time or is not as usual
     */
    public NativePlan(StackHome home, Ports ports, Consumer<String> progress) {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
        this.tools = new Tools(home.tools(), progress);
        this.secrets = new Secrets(home.secrets());
    }

    /**
     * Fetches what is missing, sets up the database, renders the configuration.
     *
     * @param choices what was asked for
     */
    public Plan prepare(Choices choices) {
        secrets.generateMissing();
        OptionalParts optional = new OptionalParts(home, ports, tools, secrets);
        List<Component> components = new ArrayList<>();
        components.add(postgres());
        Services services = new Services(
                home,
                ports,
                secrets,
                new JvmOptions(System.getenv()),
                optional.has("tempo"),
                optional.has("pyroscope"));
        Monitoring monitoring = new Monitoring(home, ports, tools);
        components.add(services.simulators());
        components.add(services.paymentsService());
        components.add(choices.realAws() ? services.costExporterOfRealAccount() : services.costExporter());
        components.add(services.alertAudit());
        components.add(services.trafficGenerator(choices.paymentsPerSecond()));
        components.add(monitoring.prometheus());
        components.add(monitoring.alertmanager());
        components.add(services.report());
        components.addAll(optional.components());
        List<AbsentPart> absent = optional.absent();
        renderConfiguration(components);
        return new Plan(ports.offset(), components, absent);
    }

    private Component postgres() {
        String name = "postgres";
        Path binaries = PostgresBinaries.unpack(home.tools());
        PostgresCluster cluster = new PostgresCluster(binaries, home.data(name));
        cluster.provision(secrets.read("database-password"), secrets.read("database-service-password"));
        int port = ports.of(name);
        return Component.of(
                        name,
                        "postgresql://" + ports.address(name) + "/" + PostgresCluster.DATABASE,
                        port,
                        cluster.serverCommand(port),
                        Probe.postgres(port, PostgresCluster.DATABASE))
                // SIGINT is PostgreSQL's fast shutdown: SIGTERM would wait for every client to leave.
                .stoppedBy("INT", 20)
                .lockedBy(cluster.lockFile().toString());
    }

    /** What Prometheus scrapes of what runs. */
    static List<String> jobs(List<Component> components) {
        return components.stream()
                .map(Component::name)
                .filter(name -> !name.equals(WITHOUT_METRICS))
                .toList();
    }

    private void renderConfiguration(List<Component> components) {
        Path alertmanager = home.config().resolve("alertmanager");
        RenderTarget target = RenderTarget.natively(ports, jobs(components), home.secrets(), alertmanager);
        ConfigRenderer renderer =
                new ConfigRenderer(home.repository(), home.secrets(), alertmanagerVersion(tools), progress);
        renderer.renderPrometheus(target, home.config().resolve("prometheus"));
        renderer.renderAlertmanager(target, alertmanager);
    }

    /** The release that would run; the oldest that the configuration supports where it does not tell. */
    public static Version alertmanagerVersion(Tools tools) {
        List<String> command = new ArrayList<>(new AlertmanagerRuntime(tools).command(Program.ALERTMANAGER));
        command.add("--version");
        return Version.in(Shell.run(Duration.ofSeconds(20), command).output()).orElseGet(() -> Version.parse("0.25.0"));
    }
}

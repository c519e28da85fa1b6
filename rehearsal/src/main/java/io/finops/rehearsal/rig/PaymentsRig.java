package io.finops.rehearsal.rig;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.plan.JvmOptions;
import io.finops.localstack.postgres.PostgresBinaries;
import io.finops.localstack.postgres.PostgresCluster;
import io.finops.localstack.supervisor.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL (with fsync and synchronous commit), the gateway simulator and one or more payments services. Each can be
 * killed and started again. Closing ends all of them. Not thread-safe.
 */
public final class PaymentsRig implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    /** Of a service to the database, as payments.database.pool-size has it. */
    private static final int CONNECTIONS = 16;

    private static final String PASSWORD = "only-for-this-drill";
    private static final String SERVICE_PASSWORD = "only-for-the-service-of-this-drill";
    private static final String API_KEY = "fo_only-for-this-drill";

    private final StackHome home;
    private final Path scratch;
    private final JvmOptions jvm;
    private final PostgresCluster cluster;
    private final int postgresPort = Ports.freePort();
    private final int simulatorsPort = Ports.freePort();
    private final List<Integer> servicePorts = new ArrayList<>();
    private final List<MeasuredProcess> services = new ArrayList<>();
    private final List<List<String>> serviceOptions;
    private MeasuredProcess postgres;
    private MeasuredProcess simulators;

    /**
     * Starts everything and waits until it is healthy.
     *
     * @param gatewayLatency as {@code --gateway-latency} of the simulators
     * @param serviceOptions a list for each of the services: arguments, which begin with two dashes, options of its JVM, which begin
     *     with one, and variables of its environment, {@code NAME=value}
     * @param jvm options of the JVMs
     */
    public PaymentsRig(
            StackHome home, Path scratch, String gatewayLatency, List<List<String>> serviceOptions, JvmOptions jvm)
            throws InterruptedException {
        this.home = home;
        this.scratch = scratch;
        this.jvm = jvm;
        this.serviceOptions = List.copyOf(serviceOptions);
        this.cluster = new PostgresCluster(PostgresBinaries.unpack(home.tools()), scratch.resolve("postgres"));
        cluster.provision(PASSWORD, SERVICE_PASSWORD);
        write("database-password", PASSWORD);
        write("database-service-password", SERVICE_PASSWORD);
        write("merchants", "mer_demo sha256:" + Secrets.sha256(API_KEY) + "\n");
        this.postgres = startPostgres();
        try {
            this.simulators = MeasuredProcess.start(
                            jvm.java(
                                    "simulators",
                                    home.jar("simulators"),
                                    "--port",
                                    Integer.toString(simulatorsPort),
                                    "--data-dir",
                                    scratch.resolve("gateway").toString(),
                                    "--gateway-latency",
                                    gatewayLatency),
                            Map.of(),
                            log("simulators"))
                    .awaitHealthy(Probe.http(simulatorsPort, "/health"), START);
        } catch (StackException | InterruptedException e) {
            postgres.close();
            throw e;
        }
        try {
            for (int replica = 0; replica < serviceOptions.size(); replica++) {
                servicePorts.add(Ports.freePort());
                services.add(launchService(replica));
                awaitService(replica);
            }
        } catch (StackException | InterruptedException e) {
            close();
            throw e;
        }
    }

    public String apiKey() {
        return API_KEY;
    }

    public String gatewayUrl() {
        return "http://127.0.0.1:" + simulatorsPort;
    }

    /** The services' addresses, one a replica. */
    public List<String> serviceUrls() {
        return servicePorts.stream().map(port -> "http://127.0.0.1:" + port).toList();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + PostgresCluster.DATABASE;
    }

    public String databaseUser() {
        return PostgresCluster.DATABASE;
    }

    public String databasePassword() {
        return PASSWORD;
    }

    public Path databasePasswordFile() {
        return scratch.resolve("database-password");
    }

    public MeasuredProcess service(int replica) {
        return services.get(replica);
    }

    public MeasuredProcess database() {
        return postgres;
    }

    /** Ends a service as a crash would, at once. */
    public void killService(int replica) {
        kill(services.get(replica));
    }

    /** Starts a killed service again; it is not healthy yet. */
    public void restartService(int replica) {
        services.set(replica, launchService(replica));
    }

    public void awaitService(int replica) throws InterruptedException {
        services.get(replica).awaitHealthy(Probe.http(servicePorts.get(replica), "/actuator/health/readiness"), START);
    }

    /** Ends the database's main process as a crash would, and starts it again. */
    public void crashDatabase() throws InterruptedException {
        kill(postgres);
        postgres = startPostgres();
    }

    private MeasuredProcess startPostgres() throws InterruptedException {
        // The killed server's children hold its memory for a moment; until they are gone a new one refuses to start.
        for (int attempt = 1; ; attempt++) {
            try {
                // The last of two settings counts; the stack's own is for one service.
                List<String> command = new ArrayList<>(cluster.serverCommand(postgresPort));
                command.addAll(List.of("-c", "max_connections=" + (20 + CONNECTIONS * serviceOptions.size())));
                return MeasuredProcess.start(command, Map.of(), log("postgres"))
                        .awaitHealthy(Probe.postgres(postgresPort, PostgresCluster.DATABASE), START);
            } catch (StackException e) {
                if (attempt == 20) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    private MeasuredProcess launchService(int replica) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + servicePorts.get(replica),
                "--payments.database.url=" + jdbcUrl(),
                "--payments.database.username=" + PostgresCluster.SERVICE_ROLE,
                "--payments.database.password-file=" + scratch.resolve("database-service-password"),
                "--payments.database.owner-username=" + databaseUser(),
                "--payments.database.owner-password-file=" + databasePasswordFile(),
                "--payments.merchants-file=" + scratch.resolve("merchants"),
                "--payments.gateway.base-url=" + gatewayUrl()));
        List<String> ofTheJvm = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        for (String option : serviceOptions.get(replica)) {
            if (option.startsWith("--")) {
                arguments.add(option);
            } else if (option.startsWith("-")) {
                ofTheJvm.add(option);
            } else {
                String[] variable = option.split("=", 2);
                environment.put(variable[0], variable[1]);
            }
        }
        List<String> command = new ArrayList<>(
                jvm.java("payments-service", home.jar("payments-service"), arguments.toArray(String[]::new)));
        command.addAll(1, ofTheJvm);
        return MeasuredProcess.start(command, environment, serviceLog(replica));
    }

    private static void kill(MeasuredProcess process) {
        ProcessHandle.of(process.pid()).ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    /** Everything that a service has written so far. */
    public Path serviceLog(int replica) {
        return log("payments-service-" + replica);
    }

    private Path log(String name) {
        return scratch.resolve(name + ".log");
    }

    private void write(String name, String content) {
        try {
            Files.writeString(scratch.resolve(name), content);
        } catch (IOException e) {
            throw new StackException("cannot write to " + scratch + ": " + e, e);
        }
    }

    @Override
    public void close() {
        services.forEach(MeasuredProcess::close);
        simulators.close();
        postgres.close();
    }
}

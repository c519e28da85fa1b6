package io.finops.simulators;

import io.finops.simulators.gateway.GatewayLatency;
import io.finops.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the simulated card gateway and the simulated AWS until it is told to stop. */
@Command(
        name = "simulators",
        mixinStandardHelpOptions = true,
        description = "Stand-ins for the card gateway and for AWS (Cost Explorer, Budgets, STS), with fault switches.")
public final class SimulatorsCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorsCommand.class);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--port", defaultValue = "8082", description = "Port to listen on (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to bind (default ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the bill and of the gateway's decisions.")
    private long seed;

    @Option(names = "--data-dir", description = "Keeps the gateway's record here, so that it survives a restart.")
    private @Nullable Path dataFolder;

    @Option(
            names = "--buckets",
            description = "A folder whose folders are served as buckets of S3, under /s3 and with the path style.")
    private @Nullable Path buckets;

    @Option(
            names = "--gateway-latency",
            defaultValue = "realistic",
            description = "realistic (median 90 ms), zero, or a number of milliseconds.")
    private String gatewayLatency = "realistic";

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Errors are one line on standard error: 2 for a wrong command line, 1 for what keeps it from running. */
    static CommandLine commandLine() {
        return new CommandLine(new SimulatorsCommand())
                .setParameterExceptionHandler((e, args) -> {
                    e.getCommandLine().getErr().println("simulators: " + e.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    commandLine.getErr().println("simulators: " + message(e));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws InterruptedException {
        SimulatorServer server = SimulatorServer.start(options(), telemetry());
        LOG.info("simulated card gateway and simulated AWS listen on {}:{}", host, server.port());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            LOG.info("stopped");
                            stopped.countDown();
                        },
                        "shutdown"));
        stopped.await();
        return CommandLine.ExitCode.OK;
    }

    private SimulatorServer.Options options() {
        if (port < 0 || port > 65_535) {
            throw wrong("--port is " + port + ", but must be from 0 to 65535");
        }
        try {
            return new SimulatorServer.Options(
                    host, port, seed, dataFolder, buckets, GatewayLatency.parse(gatewayLatency, seed));
        } catch (IllegalArgumentException e) {
            throw wrong("--gateway-latency: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec == null ? new CommandLine(this) : spec.commandLine(), message);
    }

    private static OpenTelemetry telemetry() {
        // Only what its caller traces as well.
        return new Tracing("card-gateway", "parentbased_always_off", 2048)
                .open(System.getenv(), version())
                .orElse(OpenTelemetry.noop());
    }

    private static String version() {
        @Nullable String version = SimulatorsCommand.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String message(Exception e) {
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : null;
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause + ")";
    }
}

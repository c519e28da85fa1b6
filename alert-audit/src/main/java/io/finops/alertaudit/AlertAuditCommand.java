package io.finops.alertaudit;

import io.finops.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Receives Alertmanager's webhook until told to stop. */
@Command(
        name = "alert-audit",
        mixinStandardHelpOptions = true,
        description = "Keeps an append-only trail of every alert that Alertmanager sends.")
public final class AlertAuditCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(AlertAuditCommand.class);

    /** Seconds in which a request must have been read and answered; the JDK's server has no limit by default. */
    private static final String EXCHANGE_SECONDS = "10";

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", defaultValue = "8084", description = "Port to listen on (${DEFAULT-VALUE}).")
    private int port = 8084;

    @Option(names = "--data-dir", required = true, description = "Folder that keeps alerts.jsonl.")
    private Path dataDir = Path.of(".");

    @Option(names = "--token-file", required = true, description = "File with the bearer token that callers present.")
    private Path tokenFile = Path.of(".");

    public static void main(String[] args) {
        System.setProperty("sun.net.httpserver.maxReqTime", EXCHANGE_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", EXCHANGE_SECONDS);
        System.exit(new CommandLine(new AlertAuditCommand()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (AuditTrail trail = AuditTrail.open(dataDir, Clock.systemUTC());
                AuditServer server = AuditServer.start(
                        new InetSocketAddress(host, port),
                        trail,
                        BearerToken.readFrom(tokenFile),
                        new AuditMetrics(Incidents.recalled(trail, Instant.now()), Clock.systemUTC()),
                        new NotificationSpans(telemetry()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stopped.countDown();
                awaitQuietly(closed);
            }));
            LOG.info("listening on {}:{}", host, server.port());
            stopped.await();
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("alert-audit: " + e.getMessage());
            return 1;
        } finally {
            closed.countDown();
        }
    }

    private static OpenTelemetry telemetry() {
        // A notification is rare, and each is of interest.
        return new Tracing("alert-audit", "parentbased_always_on", 512)
                .open(System.getenv(), version())
                .orElse(OpenTelemetry.noop());
    }

    private static String version() {
        @Nullable String version = AlertAuditCommand.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.finops.simulators;

import io.finops.simulators.aws.AwsRoutes;
import io.finops.simulators.aws.BucketRoutes;
import io.finops.simulators.bill.Bill;
import io.finops.simulators.bill.BillRoutes;
import io.finops.simulators.clock.ClockRoutes;
import io.finops.simulators.clock.SettableClock;
import io.finops.simulators.fault.FaultRoutes;
import io.finops.simulators.fault.FaultSwitches;
import io.finops.simulators.gateway.GatewayLatency;
import io.finops.simulators.gateway.GatewayRoutes;
import io.finops.simulators.http.Reply;
import io.finops.simulators.tracing.ServerSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** All simulated parties behind one port. One event loop serves every connection. */
public final class SimulatorServer implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer http;
    private final GatewayRoutes gateway;
    private final AwsRoutes aws;
    private final MetricsPage metrics;
    private final FaultRoutes faultRoutes;
    private final ClockRoutes clockRoutes;
    private final BillRoutes billRoutes;
    private final BucketRoutes buckets;
    private final long seed;

    private SimulatorServer(Options options, OpenTelemetry telemetry, Vertx vertx) {
        SettableClock clock = new SettableClock(Clock.systemUTC());
        Bill bill = new Bill(options.seed());
        this.vertx = vertx;
        this.seed = options.seed();
        FaultSwitches faults = new FaultSwitches(clock::now, seed);
        this.gateway = GatewayRoutes.open(
                vertx, options.dataFolder(), faults, options.latency(), new ServerSpans(telemetry), seed);
        this.aws = new AwsRoutes(vertx, bill, clock, faults);
        this.metrics = new MetricsPage(gateway.counts(), aws.counts(), faults);
        this.faultRoutes = new FaultRoutes(faults);
        this.clockRoutes = new ClockRoutes(clock);
        this.billRoutes = new BillRoutes(bill, clock, faults);
        this.buckets = new BucketRoutes(vertx, options.buckets(), faults, aws.paidRequests());
        this.http = vertx.createHttpServer(new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(8 * 1024));
        http.requestHandler(this::route);
    }

    /** Listens, or throws with one line that says why it cannot. */
    public static SimulatorServer start(Options options, OpenTelemetry telemetry) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        SimulatorServer server = null;
        try {
            server = new SimulatorServer(options, telemetry, vertx);
            server.http.listen().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            return server;
        } catch (ExecutionException e) {
            close(server, vertx);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": " + cause.getMessage(), e);
        } catch (TimeoutException e) {
            close(server, vertx);
            throw new IllegalStateException("cannot listen on " + options.host() + ":" + options.port(), e);
        } catch (InterruptedException e) {
            close(server, vertx);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        } catch (RuntimeException e) {
            close(server, vertx);
            throw e;
        }
    }

    public int port() {
        return http.actualPort();
    }

    private void route(HttpServerRequest request) {
        String path = request.path();
        if (path == null) {
            Reply.problem(request, 400, "bad_path", "the path is not valid");
        } else if (GatewayRoutes.owns(path)) {
            gateway.handle(request, path);
        } else if (path.equals("/") && request.method().equals(HttpMethod.POST)) {
            aws.handle(request);
        } else if (BucketRoutes.owns(path) && request.method().equals(HttpMethod.GET)) {
            buckets.handle(request, path);
        } else if (path.equals("/faults") || path.startsWith("/faults/")) {
            faultRoutes.handle(request, path);
        } else if (path.equals("/clock")) {
            clockRoutes.handle(request);
        } else if (path.equals("/aws/requests")) {
            paidRequests(request);
        } else if (!request.method().equals(HttpMethod.GET)) {
            Reply.problem(request, 404, "not_found", "no such resource");
        } else {
            get(request, path);
        }
    }

    private void get(HttpServerRequest request, String path) {
        switch (path) {
            case "/bill/truth" -> billRoutes.handle(request);
            case "/bill/focus" -> billRoutes.focus(request);
            case "/metrics" -> metrics.write(request);
            case "/health", "/healthz" -> Reply.json(request, 200, Map.of("status", "UP", "simulated", true));
            case "/simulator", "/" ->
                Reply.json(
                        request,
                        200,
                        Map.of(
                                "simulator",
                                "finops-observability",
                                "parts",
                                List.of("card-gateway", "cost-explorer", "budgets", "sts"),
                                "seed",
                                seed,
                                "simulated",
                                true));
            default -> Reply.problem(request, 404, "not_found", "no such resource");
        }
    }

    private void paidRequests(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.DELETE)) {
            aws.paidRequests().reset();
        } else if (!request.method().equals(HttpMethod.GET)) {
            Reply.problem(request, 405, "method_not_allowed", "/aws/requests takes GET and DELETE");
            return;
        }
        Reply.json(request, 200, aws.paidRequests().summary());
    }

    @Override
    public void close() {
        close(this, vertx);
    }

    private static void close(@Nullable SimulatorServer server, Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the server did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (server != null) {
                server.gateway.close();
            }
        }
    }

    /**
     * Where to listen and what to play.
     *
     * @param port 0 for any free one
     * @param dataFolder where the gateway keeps its journal; null keeps it in memory
     * @param buckets a folder whose folders are buckets of S3; null for none
     */
    public record Options(
            String host,
            int port,
            long seed,
            @Nullable Path dataFolder,
            @Nullable Path buckets,
            GatewayLatency latency) {}
}

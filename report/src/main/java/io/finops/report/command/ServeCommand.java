package io.finops.report.command;

import io.finops.report.content.Reporter;
import io.finops.report.figure.Period;
import io.finops.report.metrics.TrafficCostPage;
import io.finops.report.page.HtmlPage;
import io.finops.report.page.PageServer;
import io.finops.report.source.SourceException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description =
                "Serves the page of the last hour, and fixed and marginal cost for Prometheus, until it is told to stop.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final int REFRESH_SECONDS = 60;
    /** Seconds in which a request must have been read; the JDK's server has no limit by default. */
    private static final String REQUEST_SECONDS = "30";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host = "";

    @Option(names = "--port", required = true, description = "Port to listen on.")
    private int port;

    @Option(
            names = "--status-file",
            paramLabel = "FILE",
            description = "The board of the native launcher, for the state of every part.")
    private @Nullable Path board;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Override
    public Integer call() throws InterruptedException {
        System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        Reporter reporter = sources.reporter();
        HtmlPage html = new HtmlPage();
        try (TrafficCostPage metrics = new TrafficCostPage(
                        sources.prometheus(), Clock.systemUTC(), line -> System.out.println("report: " + line));
                PageServer server = PageServer.start(
                        new InetSocketAddress(host, port),
                        now -> html.render(reporter.ofNow(hourUntil(now), board), REFRESH_SECONDS),
                        metrics::text,
                        Clock.systemUTC())) {
            metrics.start();
            System.out.println("report: http://" + host + ":" + server.port());
            // A signal ends the process: nothing has to be saved.
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException e) {
            throw new SourceException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static Period hourUntil(Instant now) {
        return new Period(now.truncatedTo(ChronoUnit.SECONDS), Duration.ofHours(1));
    }
}

package io.finops.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.report.MovableClock;
import io.finops.report.StubServers;
import io.finops.report.content.Report;
import io.finops.report.content.Reporter;
import io.finops.report.figure.Period;
import io.finops.report.source.AuditTrail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageServerTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(NOON);

    @Test
    void thePageIsMadeWhenSomebodyLooksAndKeptForHalfAMinute() throws Exception {
        AtomicInteger made = new AtomicInteger();
        try (PageServer server = serve(time -> "page " + made.incrementAndGet())) {
            assertThat(made).hasValue(0);
            assertThat(get(server, "/").body()).isEqualTo("page 1");
            assertThat(get(server, "/").body()).isEqualTo("page 1");
            clock.moveOn(Duration.ofSeconds(30));
            assertThat(get(server, "/").body()).isEqualTo("page 2");
        }
    }

    @Test
    void thePageMayLoadNothingAndRunNothing() throws Exception {
        try (PageServer server = serve(time -> "")) {
            assertThat(get(server, "/").headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy).contains("default-src 'none'").doesNotContain("script"));
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/../etc/passwd").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatPrometheusScrapesDrawsNoPage() throws Exception {
        AtomicInteger made = new AtomicInteger();
        try (PageServer server = serve(time -> "page " + made.incrementAndGet())) {
            HttpResponse<String> scrape = get(server, "/metrics");
            assertThat(scrape.body()).isEqualTo("a_metric 1\n");
            assertThat(scrape.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
        }
        assertThat(made).hasValue(0);
    }

    @Test
    void withoutPrometheusThePageStillShowsEveryPartAndSaysWhatIsMissing() throws Exception {
        Path board = Files.writeString(folder.resolve("status.json"), """
            {"components":[{"name":"prometheus","state":"RESTARTING","url":"http://127.0.0.1:9090","reason":"it ended with 1"},\
            {"name":"postgres","state":"UP","url":"","reason":""}]}\
            """);
        Report report = new Reporter("http://127.0.0.1:9", new AuditTrail("http://127.0.0.1:9", folder))
                .ofNow(new Period(NOON, Duration.ofHours(1)), board);

        String page = new HtmlPage().render(report, 60);

        assertThat(page)
                .contains("Prometheus at http://127.0.0.1:9 does not answer. This page tries again every minute.")
                .contains("RESTARTING", "it ended with 1", "postgres")
                .contains("http-equiv=\"refresh\" content=\"60\"");
    }

    @Test
    void withoutTheAuditTheFiguresOfPrometheusAreStillThere() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "wrong");
        try (StubServers stub = new StubServers()) {
            stub.answer("ALERTS_FOR_STATE", "alertname=PaymentsOutage,severity=critical,service=payments-service", 1)
                    .answer("up)", "job=alert-audit", 0)
                    .answer("finops:", "", 42);
            Report report = new Reporter(stub.url(), new AuditTrail(stub.url(), token))
                    .ofNow(new Period(NOON, Duration.ofHours(1)), null);

            String page = new HtmlPage().render(report, 60);

            assertThat(page).contains("USD 42.00", "PaymentsOutage is firing now", "refuses the token", ">DOWN<");
        }
    }

    @Test
    void withoutTheTokenOfTheAuditTheRestIsShown() throws IOException {
        try (StubServers stub = new StubServers()) {
            stub.answer("finops:", "", 42);
            Report report = new Reporter(stub.url(), new AuditTrail(stub.url(), null))
                    .ofNow(new Period(NOON, Duration.ofHours(1)), null);

            assertThat(new HtmlPage().render(report, 60)).contains("USD 42.00", "incidents are not read here");
        }
    }

    private PageServer serve(Function<Instant, String> page) throws IOException {
        return PageServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), page, () -> "a_metric 1\n", clock);
    }

    private static HttpResponse<String> get(PageServer server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}

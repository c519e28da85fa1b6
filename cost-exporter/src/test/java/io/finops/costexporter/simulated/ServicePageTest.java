package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /metrics} of the whole service, in every format. */
class ServicePageTest {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    @TempDir
    static Path folder;

    private static Simulator simulator;
    private static Service service;

    @BeforeAll
    static void start() {
        simulator = new Simulator();
        service = new Service(simulator, folder);
        await().atMost(Duration.ofMinutes(1)).until(ServicePageTest::everythingIsRead);
    }

    /** From then on the figures stay as they are. */
    private static boolean everythingIsRead() throws IOException, InterruptedException {
        String page = text();
        return page.contains("cost_exporter_collector_up{collector=\"reservations\"} 1.0")
                && page.lines()
                        .filter(line -> line.startsWith("cost_exporter_refresh_running_seconds{"))
                        .allMatch(line -> line.endsWith(" 0.0"));
    }

    @AfterAll
    static void stop() {
        service.close();
        simulator.close();
    }

    @Test
    void promtoolHasNothingToSay() throws IOException, InterruptedException {
        assertThat(Promtool.lint(text())).isEmpty();
    }

    @Test
    void hasTheBillTheExportersOwnHealthAndTheProcess() throws IOException, InterruptedException {
        HttpResponse<String> answer = service.get("/metrics", HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("text/plain").contains("version=0.0.4"));
        assertThat(answer.body())
                .contains(
                        "\ncloud_bill_month_to_date_amount{",
                        "\ncost_exporter_collector_up{",
                        "\njvm_memory_used_bytes{")
                .doesNotContain("# EOF");
        assertThat(answer.body().lines().filter(line -> line.startsWith("# TYPE ")))
                .doesNotHaveDuplicates();
    }

    @Test
    void asOpenMetricsItEndsOnce() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                service.get("/metrics", HttpResponse.BodyHandlers.ofString(), "Accept", OPEN_METRICS);

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(answer.body()).endsWith("\n# EOF\n").containsOnlyOnce("# EOF");
        assertThat(figures(answer.body())).isEqualTo(figures(text()));
    }

    @Test
    void asGzipItSaysTheSame() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                service.get("/metrics", HttpResponse.BodyHandlers.ofByteArray(), "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        String page = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(figures(page)).isEqualTo(figures(text())).isNotEmpty();
        assertThat(answer.body().length).isLessThan(page.length() / 4);
    }

    @Test
    void saysWhichBuildItIs() throws IOException, InterruptedException {
        assertThat(text())
                .containsPattern("\ncost_exporter_build_info\\{commit=\"[^\"]+\",version=\"[^\"]+\"} 1(?:\\.0)?\n");
    }

    @Test
    void aBrowserFindsEverythingFromTheLandingPage() throws IOException, InterruptedException {
        HttpResponse<String> answer = service.get("/", HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));

        List<String> links = Pattern.compile("href=\"([^\"]+)\"")
                .matcher(answer.body())
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).contains("metrics", "healthz", "actuator/health/readiness");
        for (String link : links) {
            assertThat(service.get("/" + link, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .as(link)
                    .isEqualTo(200);
        }
    }

    private static String text() throws IOException, InterruptedException {
        return service.get("/metrics", HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Samples of the bill, which no scrape changes. */
    private static List<String> figures(String page) {
        return page.lines().filter(line -> line.startsWith("cloud_")).sorted().toList();
    }
}

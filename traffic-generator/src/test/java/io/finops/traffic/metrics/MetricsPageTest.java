package io.finops.traffic.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.Interval;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private final MetricsPage page = new MetricsPage("1.2.3", "abc1234");

    @Test
    void everyOutcomeIsThereAtZeroFromTheStart() {
        assertThat(page.text().lines())
                .contains(
                        "traffic_generator_requests_total{outcome=\"approved\"} 0.0",
                        "traffic_generator_requests_total{outcome=\"timeout\"} 0.0",
                        "traffic_generator_latency_seconds_bucket{le=\"0.5\"} 0",
                        "traffic_generator_latency_seconds_sum 0.0",
                        "app_build_info{commit=\"abc1234\",version=\"1.2.3\"} 1");
    }

    @Test
    void histogramsAddUpOverSeconds() {
        page.update(second(3_000_000L, 1), 12);
        page.update(second(700_000_000L, 2), 12);

        assertThat(page.text().lines())
                .contains(
                        "traffic_generator_requests_total{outcome=\"approved\"} 2.0",
                        "traffic_generator_latency_seconds_bucket{le=\"0.005\"} 1",
                        "traffic_generator_latency_seconds_bucket{le=\"0.5\"} 1",
                        "traffic_generator_latency_seconds_bucket{le=\"1.0\"} 2",
                        "traffic_generator_latency_seconds_bucket{le=\"+Inf\"} 2",
                        "traffic_generator_latency_seconds_count 2",
                        "traffic_generator_scheduled_rate 12.0");
    }

    @Test
    void isServedBesideAHealthPath() throws IOException, InterruptedException {
        try (MetricsServer server = MetricsServer.start("127.0.0.1", 0, page::text)) {
            assertThat(get(server, "/metrics").body()).isEqualTo(page.text());
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/other").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(MetricsServer server, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Interval second(long nanos, long approved) {
        Distributions times = Distributions.empty();
        times.latency().recordValue(nanos);
        Counts total = Counts.of(Map.of(Event.SENT, approved, Event.APPROVED, approved));
        return new Interval(1, 1, total, times, null, total, List.of());
    }
}

package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /refresh} of the whole service. */
class RefreshEndpointTest {
    private static final String TOKEN = "a token for refreshing";

    @TempDir
    Path folder;

    @Test
    void onlyTheTokenRefreshesAndOnlyOnceAMinute() throws IOException, InterruptedException {
        Path tokenFile = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        try (Simulator simulator = new Simulator();
                Service service = new Service(
                        simulator,
                        folder.resolve("state"),
                        "--cost-exporter.collectors=",
                        "--cost-exporter.refresh-token-file=" + tokenFile)) {
            long paid = simulator.paidRequests();

            HttpResponse<String> nobody = service.post("/refresh", "");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(service.post("/refresh", "Bearer wrong").statusCode()).isEqualTo(401);
            assertThat(service.post("/refresh", TOKEN).statusCode()).isEqualTo(401);
            assertThat(simulator.paidRequests()).isEqualTo(paid);

            assertThat(service.post("/refresh", "Bearer " + TOKEN).statusCode()).isEqualTo(202);
            await().atMost(Duration.ofMinutes(1)).until(() -> simulator.paidRequests() > paid);

            HttpResponse<String> soon = service.post("/refresh", "Bearer " + TOKEN);
            assertThat(soon.statusCode()).isEqualTo(429);
            assertThat(soon.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
            assertThat(soon.body()).doesNotContain(TOKEN);
        }
    }
}

package io.finops.report.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SlackTest {
    private static final Letter LETTER = new Letter(
            "FinOps report, 2026-11-13 to 2026-11-20",
            List.of("The release <!channel> & co made a payment dearer."),
            List.of("Nobody was paged."),
            "<!DOCTYPE html>");

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/services/secret", exchange -> {
            try (exchange) {
                received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theLinesAndWhereTheFileIsArePostedAsTextThatCallsNobody() {
        channel().send(LETTER);

        assertThat(JsonMapper.shared().readTree(received.remove()).path("text").asString(""))
                .isEqualTo("""
                    *FinOps report, 2026-11-13 to 2026-11-20*
                    :red_circle: The release &lt;!channel&gt; &amp; co made a payment dearer.
                    • Nobody was paged.
                    https://reports.example.com/report.html""");
    }

    @Test
    void aRefusalIsOneLineWithoutTheAddressWhichIsASecret() {
        status = 403;

        assertThatThrownBy(() -> channel().send(LETTER))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("Slack answers 403");
    }

    @Test
    void nobodyAnsweringIsOneLineAsWell() {
        Channel channel = channel();
        server.stop(0);

        assertThatThrownBy(() -> channel.send(LETTER))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("Slack does not answer");
    }

    private Channel channel() {
        return Channels.of(Map.of(
                        "REPORT_SLACK_WEBHOOK_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/services/secret",
                        "REPORT_LINK",
                        "https://reports.example.com/report.html"))
                .get(0);
    }
}

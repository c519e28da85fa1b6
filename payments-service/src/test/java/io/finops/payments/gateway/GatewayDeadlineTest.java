package io.finops.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A gateway that never falls silent and never comes to an end: every single read succeeds. */
@Timeout(60)
class GatewayDeadlineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 201 Created\r\nX-Endless: ",
                "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n",
            })
    void callsADrippingAnswerUndecided(String beginning) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                GatewayHttp http = client(server.getLocalPort())) {
            CompletableFuture<Boolean> cut = CompletableFuture.supplyAsync(() -> dripUntilCut(server, beginning));

            Attempt<String> attempt = http.post("/charges", "pay_1", Map.of("amount", 1), body -> {
                throw new IllegalArgumentException("there is nothing to read");
            });

            assertThat(attempt.outcome()).isEqualTo(Attempt.Outcome.TIMEOUT);
            assertThat(attempt.answer()).isInstanceOf(GatewayAnswer.Undecided.class);
            assertThat(cut.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void keepsAPaymentLeasedLongerThanAllCallsMayTake() {
        GatewayProperties properties = properties(1);

        assertThat(properties.patience()).isEqualTo(properties.deadline().multipliedBy(properties.attempts()));
    }

    private static GatewayHttp client(int port) {
        return new GatewayHttp(properties(port), new JsonMapper(), Tracer.NOOP, Propagator.NOOP);
    }

    private static GatewayProperties properties(int port) {
        return new GatewayProperties("http://127.0.0.1:" + port, Duration.ofMillis(500), Duration.ofMillis(500), 3, 4);
    }

    /** A space every few milliseconds, until the other side has had enough. */
    private static boolean dripUntilCut(ServerSocket server, String beginning) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(' ');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

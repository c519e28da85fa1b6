package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.OwnService;
import io.finops.payments.support.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Told so, the service shows its inside on another port than its API. */
class ManagementPortTest {
    @Test
    void separatesManagementFromTheApi() throws IOException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway();
                OwnService service = OwnService.start(TestDatabase.create(), gateway, "management.server.port=0")) {
            assertThat(status(service.getFromManagement("/metrics"))).isEqualTo(200);
            assertThat(status(service.getFromManagement("/actuator/prometheus")))
                    .isEqualTo(200);
            assertThat(status(service.getFromManagement("/actuator"))).isEqualTo(200);
            assertThat(status(service.getFromManagement("/actuator/health/readiness")))
                    .isEqualTo(200);
            assertThat(status(service.getFromManagement("/payments/pay_1"))).isEqualTo(404);

            assertThat(status(service.get("/metrics"))).isEqualTo(404);
            assertThat(status(service.get("/actuator"))).isEqualTo(404);
            assertThat(status(service.get("/actuator/prometheus"))).isEqualTo(404);
            assertThat(status(service.get("/actuator/health"))).isEqualTo(404);
            assertThat(status(service.get("/healthz"))).isEqualTo(200);
            assertThat(status(service.pay("{\"amount\": 1, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok\"}")))
                    .isEqualTo(201);
        }
    }

    @Test
    void staysOnTheApisPortWhenItsOwnIsEmpty() throws IOException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway();
                OwnService service = OwnService.start(TestDatabase.create(), gateway, "management.server.port=")) {
            assertThat(status(service.get("/metrics"))).isEqualTo(200);
            assertThat(status(service.get("/actuator/health"))).isEqualTo(200);
        }
    }

    @Test
    void keepsManagementWhereTheApiListens() throws IOException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway();
                OwnService service = OwnService.start(TestDatabase.create(), gateway, "management.server.port=0")) {
            URI management = service.getFromManagement("/metrics").uri();

            assertThat(status(HttpRequest.newBuilder(management).build())).isEqualTo(200);
            // Another address of the same machine: answered only by what listens on every interface.
            assertThatThrownBy(() -> new Socket("127.0.0.2", management.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static int status(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

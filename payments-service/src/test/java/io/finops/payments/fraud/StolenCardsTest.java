package io.finops.payments.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.OwnService;
import io.finops.payments.support.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody tries card after card at the running service. */
class StolenCardsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestDatabase database = TestDatabase.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\": 100, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_%d\"}",
                "{\"amount\": 100, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_%d\", \"customer\": \"cus_%d\"}",
                "{\"amount\": 4200, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_%d\", \"customer\": \"cus_1\"}",
                "{\"amount\": 4200, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_1\"}",
            })
    void isRejectedWithinTwentyAttempts(String order) throws Exception {
        try (FakeGateway gateway = new FakeGateway();
                OwnService service = OwnService.start(database, gateway, "payments.fraud.threshold=0.75")) {
            for (int i = 1; i <= 20; i++) {
                pay(service, order.formatted(i, i));
            }
            int charges = gateway.calls();

            assertThat(pay(service, order.formatted(21, 21))).contains("\"status\":\"rejected\"");
            assertThat(gateway.calls()).as("charges").isEqualTo(charges).isLessThan(20);
        }
    }

    @Test
    void doesNotKeepACustomerFromPaying() throws Exception {
        String known =
                "{\"amount\": 150, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_mine\", \"customer\": \"cus_mine\"}";
        try (FakeGateway gateway = new FakeGateway();
                OwnService service = OwnService.start(database, gateway, "payments.fraud.threshold=0.75")) {
            assertThat(pay(service, known)).contains("\"status\":\"approved\"");
            for (int i = 1; i <= 40; i++) {
                pay(service, "{\"amount\": 100, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_%d\"}".formatted(i));
            }

            assertThat(pay(service, known)).contains("\"status\":\"approved\"");
        }
    }

    private static String pay(OwnService service, String order) throws Exception {
        return HTTP.send(service.pay(order), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

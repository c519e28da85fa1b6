package io.finops.alertaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertNotificationTest {
    @Test
    void aFiringAlertHasNoEnd() {
        AlertNotification notification = AlertNotification.parse(Notifications.firing("PaymentsOutage"));

        assertThat(notification.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.status()).isEqualTo("firing");
            assertThat(alert.endsAt()).isNull();
            assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-11-20T12:00:00.5Z"));
            assertThat(alert.annotations()).containsEntry("summary", "payments fail");
        });
    }

    @Test
    void anEndInAnotherOffsetIsTheSameInstant() {
        AlertNotification notification = AlertNotification.parse(Notifications.resolved("PaymentsOutage"));

        assertThat(notification.alerts().get(0).endsAt()).isEqualTo(Instant.parse("2026-11-20T12:05:00Z"));
    }

    /** The Prometheus operator puts the namespace and the name of the AlertmanagerConfig before each receiver. */
    @ParameterizedTest
    @ValueSource(strings = {"page-payments", "monitoring/finops/page-payments"})
    void aReceiverIsNamedAsInOurOwnConfiguration(String receiver) {
        String body = "{\"receiver\":\"" + receiver + "\",\"alerts\":[]}";

        assertThat(AlertNotification.parse(body.getBytes(StandardCharsets.UTF_8))
                        .receiver())
                .isEqualTo("page-payments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "not json",
                "{\"alerts\":3}",
                "{\"alerts\":[{}]}",
                "{\"alerts\":[{\"status\":\"firing\",\"labels\":{},\"startsAt\":\"2026-11-20T12:00:00Z\"}]}",
                "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\"}}]}",
                "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\"},\"startsAt\":\"today\"}]}",
            })
    void whatIsNoNotificationIsRefused(String body) {
        assertThatThrownBy(() -> AlertNotification.parse(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedNotificationException.class);
    }
}

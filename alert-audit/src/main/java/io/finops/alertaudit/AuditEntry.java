package io.finops.alertaudit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail: one alert of one notification.
 *
 * @param receiver whom Alertmanager told: {@code audit} is the trail itself, every other name is a group of channels
 * @param channels the channels that this receiver had when it was told; none for the trail itself, and for a line of before they were
 *     recorded
 * @param notification digest of the notification that brought it
 * @param position place of the alert within that notification, from 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"receivedAt", "alertname", "status", "severity", "service", "startsAt", "endsAt", "fingerprint"})
record AuditEntry(
        Instant receivedAt,
        String alertname,
        String status,
        String severity,
        String service,
        Instant startsAt,
        @Nullable Instant endsAt,
        String fingerprint,
        Map<String, String> labels,
        Map<String, String> annotations,
        String receiver,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> channels,
        String groupKey,
        String notification,
        int position) {

    AuditEntry {
        channels = List.copyOf(channels);
    }

    static AuditEntry of(AlertNotification notification, List<String> channels, int position, Instant receivedAt) {
        AlertNotification.Alert alert = notification.alerts().get(position);
        return new AuditEntry(
                receivedAt,
                alert.labels().getOrDefault("alertname", ""),
                alert.status(),
                alert.labels().getOrDefault("severity", ""),
                alert.labels().getOrDefault("service", ""),
                alert.startsAt(),
                alert.endsAt(),
                alert.fingerprint(),
                alert.labels(),
                alert.annotations(),
                notification.receiver(),
                channels,
                notification.groupKey(),
                notification.digest(),
                position);
    }

    /** What a retry of the same notification would repeat. */
    DeliveryKey deliveryKey() {
        return new DeliveryKey(notification, position);
    }

    /** Identifies an alert within a notification. */
    record DeliveryKey(String notification, int position) {}
}

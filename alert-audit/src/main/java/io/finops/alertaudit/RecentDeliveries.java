package io.finops.alertaudit;

import io.finops.alertaudit.AuditEntry.DeliveryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was written within the retry window, oldest first. */
final class RecentDeliveries {
    private final Duration window;
    private final Map<DeliveryKey, Instant> deliveries = new LinkedHashMap<>();

    RecentDeliveries(Duration window) {
        this.window = window;
    }

    void add(DeliveryKey key, Instant receivedAt) {
        deliveries.put(key, receivedAt);
        forgetBefore(receivedAt);
    }

    boolean contains(DeliveryKey key) {
        return deliveries.containsKey(key);
    }

    void forgetBefore(Instant now) {
        Instant oldest = now.minus(window);
        Iterator<Instant> times = deliveries.values().iterator();
        while (times.hasNext() && times.next().isBefore(oldest)) {
            times.remove();
        }
    }
}

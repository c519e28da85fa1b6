package io.finops.alertaudit;

import java.nio.charset.StandardCharsets;

/** Bodies as Alertmanager posts them. */
final class Notifications {
    private Notifications() {}

    static byte[] firing(String... alertnames) {
        return notification("firing", alertnames);
    }

    static byte[] resolved(String... alertnames) {
        return notification("resolved", alertnames);
    }

    private static byte[] notification(String status, String... alertnames) {
        StringBuilder alerts = new StringBuilder();
        for (String alertname : alertnames) {
            alerts.append(alerts.isEmpty() ? "" : ",").append("""
                    {"status":"%1$s","labels":{"alertname":"%2$s","severity":"critical","service":"payments-service"},
                     "annotations":{"summary":"payments fail"},"startsAt":"2026-11-20T12:00:00.5Z",
                     "endsAt":"%3$s","generatorURL":"","fingerprint":"f-%2$s"}""".formatted(
                    status, alertname, status.equals("firing") ? "0001-01-01T00:00:00Z" : "2026-11-20T13:05:00+01:00"));
        }
        return """
                {"version":"4","status":"%s","receiver":"audit","groupKey":"{}:{}","truncatedAlerts":0,"alerts":[%s]}""".formatted(status, alerts).getBytes(StandardCharsets.UTF_8);
    }
}

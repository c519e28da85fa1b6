package io.finops.alertaudit;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.alertaudit.Incidents.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Incidents incidents = new Incidents();

    @Test
    void pagesThatOverlapAreOneIncidentFromTheFirstToTheLast() {
        fires("PaymentsOutage", "critical", 0);
        fires("RevenueStopped", "critical", 60);
        ends("PaymentsOutage", "critical", 0, 240);
        assertThat(pages(300).open()).isEqualTo(1);
        ends("RevenueStopped", "critical", 60, 480);

        assertThat(pages(600)).satisfies(pages -> {
            assertThat(pages.resolved()).isEqualTo(1);
            assertThat(pages.open()).isZero();
            assertThat(pages.resolveSeconds()).isEqualTo(480);
            assertThat(pages.toldSeconds()).isEqualTo(10);
        });
    }

    @Test
    void ticketsOfDifferentNamesAreIncidentsOfTheirOwn() {
        fires("CostAnomaly", "warning", 0);
        fires("MemoryLow", "warning", 10);
        ends("CostAnomaly", "warning", 0, 100);
        ends("MemoryLow", "warning", 10, 310);

        Figures tickets = incidents.figures(at(600)).get("warning");
        assertThat(Objects.requireNonNull(tickets).resolved()).isEqualTo(2);
        assertThat(tickets.resolveSeconds()).isEqualTo(200);
        assertThat(pages(600).resolved()).isZero();
    }

    @Test
    void aMessageThatTellsOfTwoAlertsIsOneAndIsCountedForEachOfThem() {
        sent("PaymentsOutage", "critical", "page-payments", "first", 10);
        sent("RevenueStopped", "critical", "page-payments", "first", 10);
        sent("PaymentsOutage", "critical", "page-payments", "last", 40);

        assertThat(pages(60).messages()).isEqualTo(2);
        assertThat(incidents.messagesByAlert(at(60))).isEqualTo(Map.of("PaymentsOutage", 2, "RevenueStopped", 1));
    }

    @Test
    void messagesLeaveAfterAWeekAndIncidentsAfterAMonth() {
        fires("PaymentsOutage", "critical", 0);
        sent("PaymentsOutage", "critical", "page-payments", "first", 10);
        ends("PaymentsOutage", "critical", 0, 60);

        long week = Duration.ofDays(8).toSeconds();
        assertThat(incidents.messagesByAlert(at(week))).isEmpty();
        assertThat(pages(week).resolved()).isEqualTo(1);
        assertThat(pages(4 * week).resolved()).isZero();
        assertThat(pages(4 * week).resolveSeconds()).isNaN();
    }

    @Test
    void anAlertWhoseEndWasNeverToldIsForgottenAndMakesNoLaterIncidentLonger() {
        fires("PaymentsOutage", "critical", 0);
        long later = Duration.ofHours(6).toSeconds();
        fires("RevenueStopped", "critical", later);
        ends("RevenueStopped", "critical", later, later + 60);

        assertThat(pages(later + 100).resolved()).isEqualTo(1);
        assertThat(pages(later + 100).resolveSeconds()).isEqualTo(60);
    }

    @Test
    void whatIsRepeatedStillFiresAndIsNotToldOfAgain() {
        fires("PaymentsOutage", "critical", 0);
        long repeat = Duration.ofHours(4).toSeconds();
        add("PaymentsOutage", "critical", "audit", "firing", "again", 0, repeat, null);

        long later = Duration.ofHours(6).toSeconds();
        assertThat(pages(later).open()).isEqualTo(1);
        assertThat(pages(later).toldSeconds()).isEqualTo(10);
    }

    @Test
    void aRestartChangesNothing(@TempDir Path folder) throws IOException {
        SettableClock clock = new SettableClock(NOON);
        try (AuditTrail trail = AuditTrail.open(folder, clock)) {
            trail.append(AlertNotification.parse(Notifications.firing("A")), List.of());
            trail.append(AlertNotification.parse(Notifications.resolved("A")), List.of());
            trail.append(AlertNotification.parse(Notifications.firing("B")), List.of());
        }
        try (AuditTrail trail = AuditTrail.open(folder, clock)) {
            Figures pages = Objects.requireNonNull(
                    Incidents.recalled(trail, NOON).figures(NOON).get("critical"));
            assertThat(pages.resolved()).isEqualTo(1);
            assertThat(pages.open()).isEqualTo(1);
            assertThat(pages.resolveSeconds()).isEqualTo(299.5);
        }
    }

    @Test
    void theWatchdogAndTestAlertsAreNoIncidents() {
        fires("Watchdog", "none", 0);
        fires("AlertTest", "critical", 0);

        assertThat(pages(10).open()).isZero();
    }

    private Figures pages(long now) {
        return Objects.requireNonNull(incidents.figures(at(now)).get("critical"));
    }

    /** Told of ten seconds after it began. */
    private void fires(String alert, String severity, long start) {
        add(alert, severity, "audit", "firing", "n" + start, start, start + 10, null);
    }

    private void ends(String alert, String severity, long start, long end) {
        add(alert, severity, "audit", "resolved", "r" + end, start, end + 10, at(end));
    }

    private void sent(String alert, String severity, String receiver, String notification, long received) {
        add(alert, severity, receiver, "firing", notification, 0, received, null);
    }

    private void add(
            String alert,
            String severity,
            String receiver,
            String status,
            String notification,
            long start,
            long received,
            @Nullable Instant end) {
        incidents.add(new AuditEntry(
                at(received),
                alert,
                status,
                severity,
                "payments-service",
                at(start),
                end,
                "f-" + alert,
                Map.of(),
                Map.of(),
                receiver,
                List.of(),
                "{}",
                notification,
                0));
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }
}

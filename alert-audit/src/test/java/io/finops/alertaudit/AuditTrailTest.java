package io.finops.alertaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final List<String> NONE = List.of();

    @TempDir
    Path directory;

    @Test
    void anAlertIsThereAfterARestart() throws IOException {
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("PaymentsOutage", "RevenueStopped")), NONE);
        }
        try (AuditTrail trail = openAt(NOON)) {
            assertThat(read(trail, Instant.EPOCH))
                    .extracting(AuditEntry::alertname)
                    .containsExactly("PaymentsOutage", "RevenueStopped");
        }
    }

    @Test
    void aRetryIsWrittenOnceEvenAcrossARestart() throws IOException {
        AlertNotification notification = AlertNotification.parse(Notifications.firing("PaymentsOutage"));
        try (AuditTrail trail = openAt(NOON)) {
            assertThat(trail.append(notification, NONE)).hasSize(1);
            assertThat(trail.append(notification, NONE)).isEmpty();
        }
        try (AuditTrail trail = openAt(NOON.plusSeconds(5))) {
            assertThat(trail.append(notification, NONE)).isEmpty();
            assertThat(read(trail, Instant.EPOCH)).hasSize(1);
        }
    }

    @Test
    void aRepetitionHoursLaterIsANotificationOfItsOwn() throws IOException {
        AlertNotification notification = AlertNotification.parse(Notifications.firing("PaymentsOutage"));
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(notification, NONE);
        }
        try (AuditTrail trail = openAt(NOON.plus(Duration.ofHours(4)))) {
            assertThat(trail.append(notification, NONE)).hasSize(1);
        }
    }

    @Test
    void aTornLastLineIsSetAsideAndTheRetryCompletesTheNotification() throws IOException {
        AlertNotification notification = AlertNotification.parse(Notifications.firing("First", "Second"));
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(notification, NONE);
        }
        Path file = directory.resolve("alerts.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int kept = whole.length - 2; kept >= 0; kept -= 7) {
            Files.write(file, Arrays.copyOf(whole, kept));
            try (AuditTrail trail = openAt(NOON)) {
                trail.append(notification, NONE);
                assertThat(read(trail, Instant.EPOCH))
                        .extracting(AuditEntry::alertname)
                        .containsExactly("First", "Second");
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void whatIsSetAsideIsKept() throws IOException {
        Path file = directory.resolve("alerts.jsonl");
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("First")), NONE);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, "{\"receivedAt\":\"2026-11-", StandardOpenOption.APPEND);
        openAt(NOON).close();
        Files.writeString(file, "{\"alertname\":", StandardOpenOption.APPEND);
        openAt(NOON).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(directory.resolve("alerts.torn")).hasContent("{\"receivedAt\":\"2026-11-{\"alertname\":");
    }

    @Test
    void aLastLineThatLacksOnlyItsEndIsGivenIt() throws IOException {
        Path file = directory.resolve("alerts.jsonl");
        AlertNotification notification = AlertNotification.parse(Notifications.firing("First", "Second"));
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(notification, NONE);
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        try (AuditTrail trail = openAt(NOON)) {
            assertThat(trail.append(notification, NONE)).as("a retry").isEmpty();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThat(directory.resolve("alerts.torn")).doesNotExist();
    }

    @Test
    void aDamagedLastLineIsPassedOverAndKept() throws IOException {
        Path file = directory.resolve("alerts.jsonl");
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("First")), NONE);
        }
        Files.writeString(file, "damaged\n", StandardOpenOption.APPEND);
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("Second")), NONE);
            assertThat(read(trail, Instant.EPOCH))
                    .extracting(AuditEntry::alertname)
                    .containsExactly("First", "Second");
        }
        assertThat(Files.readAllLines(file)).hasSize(3).contains("damaged");
    }

    @Test
    void zeroesAfterAPowerCutAreSetAside() throws IOException {
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("PaymentsOutage")), NONE);
        }
        Files.write(directory.resolve("alerts.jsonl"), new byte[4096], StandardOpenOption.APPEND);
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.resolved("PaymentsOutage")), NONE);
            assertThat(read(trail, Instant.EPOCH))
                    .extracting(AuditEntry::status)
                    .containsExactly("firing", "resolved");
        }
    }

    @Test
    void aLineOfBeforeChannelsWereRecordedHasNone() throws IOException {
        Path file = directory.resolve("alerts.jsonl");
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("First")), List.of("slack"));
        }
        Files.writeString(file, Files.readString(file).replace("\"channels\":[\"slack\"],", ""));
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("Second")), List.of("slack", "telegram"));
            assertThat(read(trail, Instant.EPOCH))
                    .extracting(AuditEntry::channels)
                    .containsExactly(List.of(), List.of("slack", "telegram"));
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsPassedOverAndKept() throws IOException {
        Path file = directory.resolve("alerts.jsonl");
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("First")), NONE);
        }
        Files.writeString(file, "damaged\n", StandardOpenOption.APPEND);
        byte[] second;
        try (AuditTrail other = AuditTrail.open(directory.resolve("other"), Clock.fixed(NOON, ZoneOffset.UTC))) {
            other.append(AlertNotification.parse(Notifications.firing("Second")), NONE);
            second = Files.readAllBytes(directory.resolve("other").resolve("alerts.jsonl"));
        }
        Files.write(file, second, StandardOpenOption.APPEND);
        try (AuditTrail trail = openAt(NOON)) {
            assertThat(read(trail, Instant.EPOCH))
                    .extracting(AuditEntry::alertname)
                    .containsExactly("First", "Second");
        }
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).contains("damaged");
    }

    @Test
    void timesOfReceptionNeverRunBackwards() throws IOException {
        try (AuditTrail trail = openAt(NOON)) {
            trail.append(AlertNotification.parse(Notifications.firing("First")), NONE);
        }
        try (AuditTrail trail = openAt(NOON.minusSeconds(3600))) {
            trail.append(AlertNotification.parse(Notifications.firing("Second")), NONE);
            assertThat(read(trail, NOON)).extracting(AuditEntry::receivedAt).containsExactly(NOON, NOON);
        }
    }

    @Test
    void aSecondProcessIsTurnedAway() throws IOException {
        try (AuditTrail trail = openAt(NOON)) {
            assertThat(trail.length()).isZero();
            assertThatThrownBy(() -> openAt(NOON))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process");
        }
    }

    @Test
    void aLookAtTheLastMinutesFindsExactlyThese() throws IOException {
        SettableClock clock = new SettableClock(NOON);
        try (AuditTrail trail = AuditTrail.open(directory, clock)) {
            for (int i = 0; i < 1000; i++) {
                clock.now = NOON.plusSeconds(i);
                trail.append(AlertNotification.parse(Notifications.firing("Alert" + i)), NONE);
            }
            assertThat(read(trail, NOON.plusSeconds(990))).hasSize(10);
            assertThat(read(trail, NOON.plusSeconds(256))).hasSize(744);
            assertThat(read(trail, NOON)).hasSize(1000);
        }
    }

    private AuditTrail openAt(Instant now) throws IOException {
        return AuditTrail.open(directory, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static List<AuditEntry> read(AuditTrail trail, Instant since) throws IOException {
        List<AuditEntry> entries = new ArrayList<>();
        trail.read(since, entry -> true, entries::add);
        return entries;
    }
}

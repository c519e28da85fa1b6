package io.finops.rehearsal.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.rehearsal.runningstack.AuditTrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageMessagesTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private final List<AuditTrail.Alert> trail = new ArrayList<>();

    @Test
    void beginningJoiningAndEndAreEachOneMessage() {
        message(0, "+Outage");
        message(30, "+Outage", "+Slow");
        message(90, "-Outage", "-Slow");
        assertThat(pages().since(BEGIN)).isEqualTo(3);
        assertThat(pages().needlessSince(BEGIN)).isEmpty();
    }

    @Test
    void whatIsOverWhileTheRestGoesOnIsNews() {
        message(0, "+Outage", "+Slow");
        message(60, "+Outage", "-Slow");
        assertThat(pages().needlessSince(BEGIN)).isEmpty();
    }

    @Test
    void tellingAgainWhatIsOverIsNot() {
        message(0, "+Outage", "+Slow", "+Failing");
        message(60, "+Outage", "-Slow");
        message(90, "+Outage", "-Failing");
        message(120, "+Outage", "-Slow");
        assertThat(pages().needlessSince(BEGIN))
                .singleElement()
                .asString()
                .contains("10:02:00", "page-payments", "nothing new");
        assertThat(pages().needlessSince(BEGIN.plusSeconds(121)))
                .as("before the time that is asked for")
                .isEmpty();
    }

    @Test
    void twoOfOneIncidentAreHalfAMinuteApart() {
        message(0, "+Outage");
        message(5, "+Outage", "+Slow");
        assertThat(pages().needlessSince(BEGIN)).singleElement().asString().contains("5.0 s after");
    }

    @Test
    void aNewIncidentNeedNotWaitForTheOneThatIsOver() {
        message(0, "+Outage");
        message(30, "-Outage");
        message(35, "+Slow");
        assertThat(pages().needlessSince(BEGIN)).isEmpty();
    }

    @Test
    void whatStillFiresIsSaidAgainAfterAnHour() {
        message(0, "+Outage");
        message(3600, "+Outage");
        assertThat(pages().needlessSince(BEGIN)).isEmpty();
    }

    @Test
    void theTrailsOwnLinesAndTicketsAreNoMessagesToThoseOnCall() {
        trail.add(alert("audit", "n1", 0, "+Outage"));
        trail.add(alert("ticket-payments", "n2", 0, "+Outage"));
        assertThat(pages().since(BEGIN)).isZero();
    }

    private PageMessages pages() {
        return PageMessages.of(trail);
    }

    /** A name with a plus fires, one with a minus is over. */
    private void message(int second, String... alerts) {
        for (String alert : alerts) {
            trail.add(alert("page-payments", "n" + second, second, alert));
        }
    }

    private static AuditTrail.Alert alert(String receiver, String notification, int second, String alert) {
        String name = alert.substring(1);
        return new AuditTrail.Alert(
                BEGIN.plusSeconds(second),
                BEGIN,
                name,
                alert.startsWith("+") ? "firing" : "resolved",
                "critical",
                Map.of("alertname", name),
                Map.of(),
                receiver,
                "{}:{service=\"payments-service\"}",
                notification);
    }
}

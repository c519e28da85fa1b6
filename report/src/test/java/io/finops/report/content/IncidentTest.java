package io.finops.report.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.report.source.AuditTrail.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final List<Entry> entries = new ArrayList<>();

    @Test
    void pagesThatOverlapAreOneIncidentWithTheTimeOfAll() {
        alert("PaymentsOutage", "critical", 0, 10);
        alert("PaymentsSlow", "critical", 4, 14);
        alert("RevenueStopped", "critical", 40, 45);

        List<Incident> incidents = Incident.of(entries);

        assertThat(incidents).hasSize(2);
        assertThat(incidents.get(0).alerts()).containsExactly("PaymentsOutage", "PaymentsSlow");
        assertThat(incidents.get(0).lasted(NOON)).isEqualTo(Duration.ofMinutes(14));
        assertThat(incidents.get(1).alerts()).containsExactly("RevenueStopped");
    }

    @Test
    void aTicketIsNoPartOfAPageNorOfAnotherTicket() {
        alert("PaymentsOutage", "critical", 0, 10);
        alert("CostDataStale", "warning", 1, 9);
        alert("DiskFilling", "warning", 2, 8);

        assertThat(Incident.of(entries)).extracting(Incident::alerts).hasSize(3).allMatch(alerts -> alerts.size() == 1);
    }

    @Test
    void whatFiresHasNoEnd() {
        entries.add(entry("PaymentsOutage", "critical", true, 0, 0, "audit", "n1"));

        Incident incident = Incident.of(entries).get(0);

        assertThat(incident.end()).isNull();
        assertThat(incident.lasted(NOON.plusSeconds(300))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anEndOfSomethingThatBeganBeforeThePeriodIsAnIncidentToo() {
        entries.add(entry("PaymentsOutage", "critical", false, -30, 5, "audit", "n1"));

        assertThat(Incident.of(entries).get(0).lasted(NOON)).isEqualTo(Duration.ofMinutes(35));
    }

    @Test
    void messagesAreWhatEachReceiverButTheTrailWasSentOnce() {
        alert("PaymentsOutage", "critical", 0, 10);
        alert("PaymentsSlow", "critical", 1, 10);
        entries.add(entry("PaymentsOutage", "critical", true, 0, 0, "page-payments", "first"));
        entries.add(entry("PaymentsOutage", "critical", true, 0, 0, "page-payments", "second"));
        entries.add(entry("PaymentsSlow", "critical", true, 1, 0, "page-payments", "second"));
        entries.add(entry("PaymentsOutage", "critical", false, 0, 10, "page-payments", "third"));

        assertThat(Incident.of(entries))
                .singleElement()
                .satisfies(one -> assertThat(one.messages()).isEqualTo(3));
    }

    @Test
    void theWatchdogAndTestsAreNoIncidents() {
        alert("Watchdog", "none", 0, 10);
        alert("AlertTest", "critical", 0, 10);

        assertThat(Incident.of(entries)).isEmpty();
    }

    private void alert(String name, String severity, int from, int to) {
        entries.add(entry(name, severity, true, from, 0, "audit", name + from));
        entries.add(entry(name, severity, false, from, to, "audit", name + to));
    }

    private static Entry entry(
            String name, String severity, boolean firing, int from, int to, String receiver, String notification) {
        Instant start = NOON.plus(Duration.ofMinutes(from));
        Instant end = NOON.plus(Duration.ofMinutes(to));
        return new Entry(
                firing ? start : end,
                start,
                end,
                name,
                firing,
                severity,
                name,
                "It fails",
                receiver,
                List.of(),
                notification);
    }
}

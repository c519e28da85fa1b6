package io.finops.rehearsal.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.rehearsal.runningstack.AuditTrail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuietStartTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void passesWithNothingButTheWatchdog() {
        DrillReport report = QuietStart.report("first", 10, List.of(alert("Watchdog", 9)), BEGAN);

        assertThat(report.passed()).isTrue();
        assertThat(report.verdict()).contains("nothing but Watchdog in 10 minutes");
    }

    @Test
    void failsWithAnythingElse() {
        DrillReport report =
                QuietStart.report("first", 10, List.of(alert("Watchdog", 9), alert("PaymentsServiceDown", 17)), BEGAN);

        assertThat(report.passed()).isFalse();
        assertThat(report.verdict()).contains("PaymentsServiceDown firing after 17 s");
    }

    @Test
    void failsWhereNotEvenTheWatchdogArrived() {
        assertThat(QuietStart.report("first", 10, List.of(), BEGAN).passed()).isFalse();
    }

    private static AuditTrail.Alert alert(String name, int seconds) {
        Instant at = BEGAN.plusSeconds(seconds);
        return new AuditTrail.Alert(at, at, name, "firing", "critical", Map.of(), Map.of(), AuditTrail.TRAIL, "", "");
    }
}

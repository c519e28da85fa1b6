package io.finops.rehearsal.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.rehearsal.command.Drills;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrillTableTest {
    private static final DrillReport LATE = new DrillReport(
            false,
            "late",
            Map.of(
                    "drill",
                    "gateway-outage",
                    "alert",
                    "PaymentsOutage",
                    "firing_seconds",
                    14.1,
                    "notified_seconds",
                    16.2,
                    "paged_seconds",
                    40.3,
                    "resolved_seconds",
                    "none",
                    "limit_seconds",
                    15.0,
                    "messages",
                    3));

    @Test
    void showsTheTimesAndTheMessagesOfADrillAndWhetherItFailed() {
        assertThat(DrillTable.of(List.of(LATE)).lines().skip(2))
                .singleElement()
                .asString()
                .matches("gateway-outage +PaymentsOutage +14\\.1 +16\\.2 +40\\.3 +none +15\\.0 +3  FAIL");
    }

    @Test
    void aDrillWithoutItsPartsIsNotCalledOk() {
        DrillReport notRun = new DrillReport(true, "not run", Map.of("drill", "telemetry-down", "run", false));

        assertThat(DrillTable.of(List.of(notRun))).contains("not run").doesNotContain("ok");
    }

    @Test
    void everyDrillFitsAHundredColumns() {
        List<DrillReport> reports = Drills.all().stream()
                .map(drill -> new DrillReport(
                        true,
                        "",
                        Map.of(
                                "drill",
                                drill.name(),
                                "alert",
                                drill instanceof AlertDrill page ? page.alert() : "-",
                                "resolved_seconds",
                                1234.5)))
                .toList();

        assertThat(DrillTable.of(reports).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(100));
    }
}

package io.finops.benchmarks.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrafficReportTest {
    @Test
    void comparesTheMediansOfTheRounds() {
        TrafficReport report = new TrafficReport(
                List.of(
                        measured("wrk", 1000),
                        measured("traffic-generator", 700),
                        measured("wrk", 1200),
                        measured("traffic-generator", 100),
                        measured("wrk", 900),
                        measured("traffic-generator", 800)),
                List.of(measured("traffic-generator", 50)));

        assertThat(report.fields())
                .containsEntry("requests_per_second", 700.0)
                .containsEntry("wrk_requests_per_second", 1000.0)
                .containsEntry("share_of_wrk", 0.7)
                .containsEntry("scheduling_error_mean_ms", 0.25)
                .containsEntry("peak_mib", 100.0);
        assertThat(report.lines()).anyMatch(line -> line.matches("wrk +3 +900 +.*"));
    }

    @Test
    void saysNothingOfAToolThatIsAbsent() {
        TrafficReport report = new TrafficReport(List.of(measured("traffic-generator", 700)), List.of());

        assertThat(report.fields()).doesNotContainKeys("wrk_requests_per_second", "share_of_wrk");
    }

    private static Measurement measured(String tool, long requests) {
        LoadTool.Told told = new LoadTool.Told(requests, 1, 0, 1, 2, 3, Map.of("scheduling_error_mean_ms", 0.25));
        return new Measurement(tool, told, 0.5, 100L << 20, 0.4);
    }
}

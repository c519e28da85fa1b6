package io.finops.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.benchmarks.command.Benches;
import io.finops.localstack.Json;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostReportTest {
    private static final CostReport REPORT = new CostReport(
            Json.MAPPER.readTree("""
                    {"rows":10000,"series":10091,"build_ms":302.4,"build_allocated_mib":65.2,"first_scrape_ms":9.1,
                     "text_p50_ms":1013.9,"text_p99_ms":1086.0,"text_bytes":12582912,
                     "text_bare_p50_ms":1057.3,"text_bare_p99_ms":1090.0,"text_ratio_p50":0.958,
                     "openmetrics_p50_ms":15.7,"openmetrics_p99_ms":58.0,"openmetrics_bytes":1048576,
                     "openmetrics_bare_p50_ms":47.9,"openmetrics_bare_p99_ms":99.0,"openmetrics_ratio_p50":0.328,
                     "text_gzip_p50_ms":67.9,"text_gzip_p99_ms":156.0,"text_gzip_bytes":65536,
                     "text_gzip_bare_p50_ms":107.8,"text_gzip_bare_p99_ms":160.0,"text_gzip_ratio_p50":0.63,
                     "openmetrics_gzip_p50_ms":1.9,"openmetrics_gzip_p99_ms":6.0,"openmetrics_gzip_bytes":65546,
                     "openmetrics_gzip_bare_p50_ms":107.8,"openmetrics_gzip_bare_p99_ms":160.0,
                     "openmetrics_gzip_ratio_p50":0.02}
                    """),
            new CostReport.Service(
                    10_191, Map.of("text", new CostReport.Scrapes(1014.2, 1088.1)), 0.231, 1214.0, 1220.0));

    @Test
    void aTableOfOneRowAFormatFitsIntoAHundredColumns() {
        assertThat(REPORT.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
                .anySatisfy(line -> assertThat(Arrays.asList(line.split(" +", -1)))
                        .containsExactly("OpenMetrics", "15.7", "58.0", "1,024", "47.9", "99.0", "0.33"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("building the page: 302 ms, 65.2 MiB allocated; its first scrape: 9.1 ms"));
    }

    @Test
    void theJsonHasEveryFigure() {
        assertThat(Json.MAPPER.valueToTree(REPORT.fields()).toString())
                .startsWith("{\"bench\":\"cost-exporter\",\"rows\":10000,\"series\":10091,\"build_ms\":302.4")
                .contains(
                        "\"text_gzip_bytes\":65536",
                        "\"service_text_p99_ms\":1088.1",
                        "\"service_idle_cpu_percent\":0.231")
                .endsWith("\"service_peak_resident_mib\":1220.0}");
    }

    @Test
    void itCanBeRunByItsName() {
        assertThat(Benches.named("cost-exporter")).isPresent();
    }
}

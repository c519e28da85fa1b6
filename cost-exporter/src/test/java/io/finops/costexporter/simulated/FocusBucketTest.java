package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** A whole exporter that reads an export from a bucket, through the real SDK. */
class FocusBucketTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");
    private static final Instant START = Instant.parse("2026-11-12T06:00:00Z");
    private static final String MONTH_TO_DATE =
            "cloud_bill_month_to_date_amount{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"}";
    private static final String UP = "cost_exporter_collector_up{collector=\"spend/service\"}";

    @TempDir
    static Path buckets = Path.of("");

    private static Simulator simulator;

    @TempDir
    Path stateDir;

    private final MovableClock clock = new MovableClock(START);
    private long downloadsBefore;

    @BeforeAll
    static void start() {
        simulator = new Simulator("--buckets", buckets.toString());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void fillBucket() throws IOException {
        simulator.heal();
        downloadsBefore = simulator.requestsOf("GetObject");
        FileSystemUtils.deleteRecursively(buckets.resolve("exports"));
        write("BILLING_PERIOD=2026-10/export.csv", "2026-10-", 31, 5);
        write("BILLING_PERIOD=2026-11/export.csv", "2026-11-", 11, 10);
        write("BILLING_PERIOD=2026-09/export.csv", "2026-09-", 30, 1);
    }

    @Test
    void downloadsWhatItNeedsOnceAndWhatHasChangedAgain() throws IOException {
        try (Exporter exporter = exporter(Map.of())) {
            exporter.tick();
            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(110, within(1e-9));
            assertThat(downloads()).as("two months").isEqualTo(2);
            assertThat(exporter.sample("cost_exporter_aws_requests_total{operation=\"GetObject\",outcome=\"success\"}"))
                    .isEqualTo(2);
            assertThat(simulator.paidRequests()).isZero();
            assertThat(Permissions.used(exporter)).isEqualTo(Permissions.granted("focus-bucket"));

            clock.advance(Duration.ofHours(9));
            exporter.tick();
            assertThat(downloads()).as("nothing has changed").isEqualTo(2);

            Files.createFile(stateDir.resolve("focus/export/download1.part")); // of one that was killed
            write("BILLING_PERIOD=2026-11/export.csv", "2026-11-", 12, 10);
            clock.advance(Duration.ofHours(9));
            exporter.tick();
            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(120, within(1e-9));
            assertThat(downloads()).as("one has").isEqualTo(3);
        }
        assertThat(copies())
                .as("the old version is gone, and what a kill has left")
                .hasSize(2);
        try (Exporter exporter = exporter(Map.of())) {
            clock.advance(Duration.ofHours(9));
            exporter.tick();
            assertThat(downloads()).as("copies outlive a restart").isEqualTo(3);
        }
    }

    /** Once its days are settled, most reads want this month only, and one a day the month before as well. */
    @Test
    void whatOneReadDoesNotNeedIsKeptForTheNext() throws IOException {
        try (Exporter exporter = exporter(Map.of())) {
            for (int day = 12; day < 17; day++) {
                write("BILLING_PERIOD=2026-11/export.csv", "2026-11-", day, 10);
                for (int reads = 0; reads < 3; reads++) {
                    exporter.tick();
                    clock.advance(Duration.ofHours(9));
                }
            }
            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(160, within(1e-9));
            assertThat(downloads())
                    .as("each day's export of November, and October's once")
                    .isEqualTo(5 + 1);
            assertThat(copies()).hasSize(2);
        }
    }

    @Test
    void manySmallPagesAreOneList() throws IOException {
        simulator.fault("ce-small-pages", "{\"rows\":1}");
        try (Exporter exporter = exporter(Map.of())) {
            exporter.tick();
            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(110, within(1e-9));
        }
    }

    @Test
    void aPeriodWhoseManifestNamesMoreThanThereIsChangesNothing() throws IOException {
        try (Exporter exporter = exporter(Map.of())) {
            exporter.tick();
            write("BILLING_PERIOD=2026-11/export.csv", "2026-11-", 12, 99);
            Files.writeString(
                    buckets.resolve("exports/focus/BILLING_PERIOD=2026-11/manifest.json"),
                    "{\"dataFiles\":[\"s3://exports/focus/BILLING_PERIOD=2026-11/export.csv\","
                            + "\"s3://exports/focus/BILLING_PERIOD=2026-11/export-2.csv\"]}");
            clock.advance(Duration.ofHours(9));
            exporter.tick();

            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(110, within(1e-9));
            assertThat(exporter.sample(UP)).isZero();
            assertThat(downloads()).as("and the manifest").isEqualTo(3);

            write("BILLING_PERIOD=2026-11/export-2.csv", "2026-11-", 1, 1);
            clock.advance(Duration.ofHours(2));
            exporter.tick();
            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(12 * 99 + 1, within(1e-9));
            assertThat(downloads()).isEqualTo(5);
        }
    }

    @Test
    void filesThatAreNewerThanTheirManifestWaitForTheNextOne() throws IOException {
        Path manifest = Files.writeString(
                buckets.resolve("exports/focus/BILLING_PERIOD=2026-11/manifest.json"),
                "{\"dataFiles\":[\"s3://exports/focus/BILLING_PERIOD=2026-11/export.csv\"]}");
        Files.setLastModifiedTime(manifest, FileTime.from(clock.instant()));
        try (Exporter exporter = exporter(Map.of())) {
            exporter.tick();
            write("BILLING_PERIOD=2026-11/export.csv", "2026-11-", 12, 10);
            Files.setLastModifiedTime(
                    buckets.resolve("exports/focus/BILLING_PERIOD=2026-11/export.csv"),
                    FileTime.from(clock.advance(Duration.ofHours(9))));
            exporter.tick();
            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(110, within(1e-9));
            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"spend/service\",reason=\"incomplete\"}"))
                    .isEqualTo(1);

            Files.setLastModifiedTime(manifest, FileTime.from(clock.advance(Duration.ofHours(2))));
            exporter.tick();
            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(120, within(1e-9));
        }
    }

    @ParameterizedTest(name = "{0} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ce-deny|{\"operation\":\"ListObjectsV2\"}|access_denied",
                "ce-deny|{\"operation\":\"GetObject\"}|access_denied",
                "ce-throttle|{}|throttled",
                "ce-fail|{\"status\":503}|server_error",
                "ce-invalid-credentials|{}|invalid_credentials",
                "ce-proxy|{\"status\":403}|not_aws",
                // Older JDKs take the end of a cut answer for the end of the answer.
                "ce-cut|{\"operation\":\"GetObject\"}|connection or incomplete",
            })
    void whatTheBucketMeetsKeepsTheFiguresAndTellsTheReason(String fault, String parameters, String reason)
            throws IOException {
        try (Exporter exporter = exporter(Map.of())) {
            exporter.tick();
            write("BILLING_PERIOD=2026-11/export.csv", "2026-11-", 12, 10);
            simulator.fault(fault, parameters);
            clock.advance(Duration.ofHours(9));
            exporter.tick();

            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(110, within(1e-9));
            assertThat(exporter.sample(UP)).isZero();
            assertThat(Stream.of(reason.split(" or ", -1))
                            .mapToDouble(each -> exporter.sample(
                                    "cost_exporter_errors_total{collector=\"spend/service\",reason=\"" + each + "\"}"))
                            .sum())
                    .isEqualTo(1);
            assertThat(copies())
                    .as("nothing half")
                    .noneMatch(copy -> copy.toString().endsWith(".part"));

            simulator.heal();
            clock.advance(Duration.ofHours(1));
            exporter.tick();
            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(120, within(1e-9));
            assertThat(exporter.sample(UP)).isEqualTo(1);
        }
    }

    @Test
    void moreThanMayBeDownloadedIsRefusedBeforeAnythingIs() {
        try (Exporter exporter = exporter(Map.of("cost-exporter.focus[0].bucket.max-size", "1KB"))) {
            exporter.tick();
            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"spend/service\",reason=\"rejected\"}"))
                    .isEqualTo(1);
            assertThat(downloads()).isZero();
        }
    }

    /** All of it would take hours. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anObjectThatTricklesIsGivenUp() throws IOException {
        try (Exporter exporter = exporter(Map.of("cost-exporter.focus[0].bucket.max-time", "2s"))) {
            exporter.tick();
            write("BILLING_PERIOD=2026-11/export.csv", "2026-11-", 12, 10);
            Path export = buckets.resolve("exports/focus/BILLING_PERIOD=2026-11/export.csv");
            Files.writeString(export, "\n".repeat(100_000), StandardOpenOption.APPEND);
            Files.setLastModifiedTime(export, FileTime.from(clock.instant().minusSeconds(600)));
            simulator.fault("ce-trickle", "{\"operation\":\"GetObject\"}");
            clock.advance(Duration.ofHours(9));
            exporter.tick();

            assertThat(exporter.sample(MONTH_TO_DATE)).isCloseTo(110, within(1e-9));
            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"spend/service\",reason=\"timeout\"}"))
                    .isEqualTo(1);
            assertThat(copies())
                    .as("nothing half")
                    .noneMatch(copy -> copy.toString().endsWith(".part"));
        }
    }

    private Exporter exporter(Map<String, String> more) {
        Map<String, String> properties = new LinkedHashMap<>(more);
        properties.put("cost-exporter.focus[0].bucket.name", "exports");
        properties.put("cost-exporter.focus[0].bucket.prefix", "focus/");
        properties.put(
                "cost-exporter.focus[0].bucket.endpoint",
                simulator.uri().resolve("/s3").toString());
        properties.put("cost-exporter.focus[0].bucket.path-style", "true");
        return new Exporter(NOBODY, stateDir, clock, properties);
    }

    private long downloads() {
        return simulator.requestsOf("GetObject") - downloadsBefore;
    }

    private Stream<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(stateDir.resolve("focus/export"))) {
            return files.toList().stream();
        }
    }

    private void write(String name, String month, int days, int dollars) throws IOException {
        StringBuilder csv = new StringBuilder(
                "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ProviderName,ServiceName\n");
        LocalDate first = LocalDate.parse(month + "01");
        first.datesUntil(first.plusDays(days))
                .forEach(date -> csv.append(dollars + ",USD,Usage," + date + "T07:00:00Z,AWS,EC2\n"));
        Path file = buckets.resolve("exports/focus").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, csv);
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().minusSeconds(600)));
    }
}

package io.finops.costexporter.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostFilter;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.simulated.MovableClock;
import io.finops.costexporter.source.CostQuery;
import io.finops.costexporter.source.ReadFailure;
import io.finops.costexporter.usage.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports in a folder, read by DuckDB. The totals of the Foundation's sample were computed by another program. */
class FocusSourceTest {
    private static final Path SAMPLE = Path.of("src", "test", "resources", "focus", "focus_sample_excerpt.csv");
    private static final LocalDate FIRST = LocalDate.parse("2024-09-01");
    private static final LocalDate END = LocalDate.parse("2024-10-02");
    /** Each row of a day is rounded to a billionth. */
    private static final Offset<BigDecimal> BILLIONTHS = within(new BigDecimal("0.00000001"));

    private static final String HEADER = "BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargePeriodStart,"
            + "ProviderName,ServiceName,SubAccountId,SubAccountName,Tags\n";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2024-10-02T06:00:00Z"));

    @Test
    void theFoundationsSampleComesToTheSameByProvider() throws IOException {
        Files.copy(SAMPLE, folder.resolve("september.csv"));
        quiet();
        Map<String, BigDecimal> billed = totals(read(view("by-account", "account")), "provider");

        assertThat(billed)
                .containsOnlyKeys("aws", "azure", "oracle")
                .hasEntrySatisfying(
                        "aws", total -> assertThat(total).isCloseTo(new BigDecimal("-1.46615213340"), BILLIONTHS))
                .hasEntrySatisfying(
                        "azure", total -> assertThat(total).isCloseTo(new BigDecimal("1.97651418586"), BILLIONTHS))
                .hasEntrySatisfying(
                        "oracle", total -> assertThat(total).isCloseTo(new BigDecimal("0.53707392473"), BILLIONTHS));
    }

    @Test
    void everyViewOfTheSampleComesToTheSame() throws IOException {
        Files.copy(SAMPLE, folder.resolve("september.csv"));
        quiet();
        CostView noCredit = new CostView(
                "no-credit",
                List.of(),
                List.of(new CostFilter(Grouping.parse("charge-type"), List.of("Credit"), true)),
                10);
        Map<String, CostReading> readings = read(
                List.of(CostBasis.UNBLENDED, CostBasis.AMORTIZED, CostBasis.LIST),
                view("charge", "charge-type"),
                view("service", "service"),
                view("environment", "tag:environment"),
                noCredit);

        assertCents(totals(readings.get("charge"), "value"), "Credit", "-2.61", "Usage", "3.39", "Adjustment", "0.27");
        assertCents(
                totals(readings.get("service"), "value"),
                "Amazon Elastic Compute Cloud",
                "-1.83",
                "Azure Kubernetes Service",
                "1.58");
        assertCents(totals(readings.get("environment"), "value"), "dev", "0.58", "prod", "1.02", "", "-0.55");
        assertCents(totals(readings.get("no-credit"), "provider"), "aws", "1.15");
        CostReading charge = Objects.requireNonNull(readings.get("charge"));
        assertThat(sum(charge, 1)).as("effective").isCloseTo(new BigDecimal("-1.02348581414"), BILLIONTHS);
        assertThat(sum(charge, 2)).as("list").isCloseTo(new BigDecimal("0.86043597719"), BILLIONTHS);
        assertThat(charge.days()).hasSize(30);
    }

    @Test
    void quantitiesOfTheSampleComeToTheSame() throws IOException {
        Files.copy(SAMPLE, folder.resolve("september.csv"));
        quiet();
        Usage usage = source().usage(LocalDate.parse("2024-09-30"));

        assertThat(usage.month()).isEqualTo(YearMonth.parse("2024-09"));
        assertThat(usage.rows())
                .hasSize(81)
                .startsWith(new Usage.Row(
                        "azure",
                        "Azure Kubernetes Service",
                        "616383192",
                        "Units/Hour",
                        168,
                        "USD",
                        Nanos.parse("1.58088")))
                .contains(new Usage.Row(
                        "oracle", "COMPUTE", "B93298", "Gigabyte Per Hour", 128, "USD", Nanos.parse("0.192")));
        assertThat(source().usage(LocalDate.parse("2024-10-01")).rows()).isEmpty();
    }

    @Test
    void whatWasPricedCountsWhereAnExportDoesNotSayWhatWasConsumed() throws IOException {
        Files.writeString(folder.resolve("2024-09.csv"), """
                BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ProviderName,ServiceName,SkuId,PricingQuantity,PricingUnit
                2,USD,Usage,2024-09-03T00:00:00Z,AWS,EC2,hours,4,Hours
                3,USD,Usage,2024-09-04T00:00:00Z,AWS,EC2,hours,6,Hours
                1,USD,Tax,2024-09-04T00:00:00Z,AWS,EC2,,,
                """);
        quiet();

        assertThat(source().usage(LocalDate.parse("2024-09-04")).rows())
                .containsExactly(new Usage.Row("aws", "EC2", "hours", "Hours", 10, "USD", Nanos.parse("5")));
    }

    @Test
    void aQuantityThatIsNoNumberFailsTheRead() throws IOException {
        for (String quantity : List.of("many", "inf")) {
            Files.writeString(
                    folder.resolve("2024-09.csv"),
                    "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ProviderName,ServiceName,SkuId,"
                            + "ConsumedQuantity,ConsumedUnit\n2,USD,Usage,2024-09-03T00:00:00Z,AWS,EC2,hours,"
                            + quantity
                            + ",Hours\n");
            quiet();
            assertThatThrownBy(() -> source().usage(LocalDate.parse("2024-09-04")))
                    .isInstanceOfSatisfying(
                            ReadFailure.class,
                            failure -> assertThat(failure.reason().label()).isEqualTo("malformed"));
        }
    }

    @Test
    void commitmentsAreViewsOfTheirColumns() throws IOException {
        Files.writeString(folder.resolve("2024-09.csv"), """
                BilledCost,EffectiveCost,ListCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ProviderName,ServiceName,CommitmentDiscountType,CommitmentDiscountStatus
                0,7,10,USD,Usage,2024-09-03T00:00:00Z,AWS,EC2,Savings Plan,Used
                0,1,0,USD,Usage,2024-09-03T00:00:00Z,AWS,EC2,Savings Plan,Unused
                4,4,4,USD,Usage,2024-09-03T00:00:00Z,AWS,EC2,,
                """);
        quiet();
        CostReading reading = Objects.requireNonNull(
                read(List.of(CostBasis.AMORTIZED, CostBasis.LIST), view("status", "column:CommitmentDiscountStatus"))
                        .get("status"));

        assertThat(totals(reading, "value"))
                .containsEntry("Used", new BigDecimal("7.000000000"))
                .containsEntry("Unused", new BigDecimal("1.000000000"))
                .containsEntry("", new BigDecimal("4.000000000"));
        assertThat(sum(reading, 1)).as("list").isEqualByComparingTo("14");
    }

    @Test
    void csvGzipAndParquetSayTheSame() throws IOException, SQLException {
        Path csv = folder.resolve("csv/export.csv");
        write(csv, row("1.1234567891", "2024-09-01", "AWS", "EC2") + row("-0.5", "2024-09-02", "AWS", "EC2"));
        Path gzip = folder.resolve("gzip/export.csv.gz");
        Files.createDirectories(gzip.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(csv, out);
        }
        Path parquet = folder.resolve("parquet/export.snappy.parquet");
        Files.createDirectories(parquet.getParent());
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = database.createStatement()) {
            sql.execute("COPY (SELECT * REPLACE (CAST(BilledCost AS DOUBLE) AS BilledCost, CAST(ChargePeriodStart AS"
                    + " TIMESTAMP) AS ChargePeriodStart, MAP {'team': 'payments'} AS Tags) FROM read_csv('" + csv
                    + "', all_varchar = true)) TO '" + parquet + "' (FORMAT parquet)");
        }
        quiet();

        for (String format : List.of("csv", "gzip", "parquet")) {
            CostReading reading = only(
                    new FocusSource("", new ExportFolder(folder.resolve(format)), folder.resolve("temp"), clock),
                    view("team", "tag:team"));
            assertThat(sum(reading, 0)).as(format).isEqualByComparingTo("0.623456789");
            assertThat(reading.rows())
                    .as(format)
                    .extracting(row -> row.values().get(0))
                    .containsExactly("payments");
        }
    }

    @Test
    void currenciesStayApart() throws IOException {
        write(
                folder.resolve("2024-09.csv"),
                row("1", "2024-09-01", "AWS", "EC2")
                        + row("2", "2024-09-01", "Microsoft", "VM").replace("USD", "EUR"));
        quiet();

        assertThat(read(view("all")).rows())
                .extracting(row -> row.provider() + " " + row.currency())
                .containsExactlyInAnyOrder("aws USD", "azure EUR");
    }

    @Test
    void aPeriodWhoseManifestNamesAFileThatIsNotThereIsNotRead() throws IOException {
        Path period = folder.resolve("data/BILLING_PERIOD=2024-09");
        write(period.resolve("part-1.csv"), row("1", "2024-09-01", "AWS", "EC2"));
        write(period.resolve("old.csv"), row("50", "2024-09-01", "AWS", "EC2"));
        Path manifest = folder.resolve("metadata/BILLING_PERIOD=2024-09/finops-Manifest.json");
        Files.createDirectories(manifest.getParent());
        Files.writeString(manifest, """
            {"dataFiles": ["s3://b/data/BILLING_PERIOD=2024-09/part-1.csv", "s3://b/data/BILLING_PERIOD=2024-09/part-2.csv"]}
            """);
        assertThatThrownBy(() -> read(view("all")))
                .isInstanceOf(ReadFailure.class)
                .hasMessageContaining("part-2.csv, which is not there");

        write(period.resolve("part-2.csv"), row("2", "2024-09-01", "AWS", "EC2"));
        assertThat(sum(read(view("all")), 0))
                .as("without what the manifest leaves out")
                .isEqualByComparingTo("3");
    }

    @Test
    void theNewestManifestOfARunWins() throws IOException {
        Path old = folder.resolve("20240901-20240930/run-1");
        Path newer = folder.resolve("20240901-20240930/run-2");
        for (Path run : List.of(old, newer)) {
            write(run.resolve("part_0.csv"), row(run.equals(old) ? "1" : "7", "2024-09-01", "Microsoft", "VM"));
            Files.writeString(
                    run.resolve("manifest.json"),
                    "{\"blobs\": [{\"blobName\": \"x/20240901-20240930/" + run.getFileName() + "/part_0.csv\"}]}");
        }
        Files.setLastModifiedTime(
                old.resolve("manifest.json"), FileTime.from(clock.instant().minusSeconds(9000)));

        assertThat(sum(read(view("all")), 0)).isEqualByComparingTo("7");
    }

    @Test
    void filesThatHaveJustChangedAreNotReadYet() throws IOException {
        write(folder.resolve("2024-09.csv"), row("1", "2024-09-01", "AWS", "EC2"));
        Files.setLastModifiedTime(
                folder.resolve("2024-09.csv"), FileTime.from(clock.instant().minusSeconds(10)));

        assertThatThrownBy(() -> read(view("all"))).hasMessageContaining("may still be being written");
    }

    @Test
    void aChargeWithoutACostOrWithWordsForOneFailsTheRead() throws IOException {
        for (String cost : List.of("", "much")) {
            write(
                    folder.resolve("2024-09.csv"),
                    row("1", "2024-09-01", "AWS", "EC2") + row(cost, "2024-09-02", "AWS", "S3"));
            quiet();
            assertThatThrownBy(() -> read(view("all")))
                    .isInstanceOfSatisfying(
                            ReadFailure.class,
                            failure -> assertThat(failure.reason().label()).isEqualTo("malformed"));
        }
    }

    @Test
    void aColumnThatIsMissingIsNamed() throws IOException {
        write(folder.resolve("2024-09.csv"), row("1", "2024-09-01", "AWS", "EC2"));
        quiet();

        assertThatThrownBy(() -> read(view("resource", "column:ResourceId")))
                .hasMessageContaining("has no column resourceid");
    }

    @Test
    void aDaySettlesOnlyByAnExportThatWasMadeAnew() throws IOException {
        Path file = folder.resolve("2024-09.csv");
        write(file, row("1", "2024-09-01", "AWS", "EC2"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-09-04T00:00:00Z")));
        Settling settling = new Settling(Duration.ofHours(48), Duration.ofHours(24));
        CostHistory once = after(CostHistory.none(List.of(CostBasis.UNBLENDED)), settling);
        CostHistory again = after(once, settling);
        assertThat(again.newestSettledDay()).as("the same file proves nothing").isEmpty();

        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-09-05T01:00:00Z")));
        assertThat(after(again, settling).newestSettledDay()).contains(FIRST);

        write(file, row("1.5", "2024-09-01", "AWS", "EC2"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-09-06T01:00:00Z")));
        CostHistory restated = after(after(again, settling), settling);
        assertThat(restated.amount(FIRST, 0, 0)).isEqualTo(Nanos.parse("1.5"));
    }

    private CostHistory after(CostHistory before, Settling settling) {
        CostReading reading = read(view("all"));
        return before.after(reading, Objects.requireNonNull(reading.asOf()), settling, FIRST.minusDays(1));
    }

    private static CostView view(String name, String... by) {
        return new CostView(name, List.of(by).stream().map(Grouping::parse).toList(), List.of(), 100);
    }

    private FocusSource source() {
        return new FocusSource("", new ExportFolder(folder), folder.resolve("temp"), clock);
    }

    private CostReading read(CostView view) {
        return only(source(), view);
    }

    private Map<String, CostReading> read(List<CostBasis> bases, CostView... views) {
        return source().read(new CostQuery(List.of(views), bases, FIRST, END));
    }

    private static CostReading only(FocusSource source, CostView view) {
        return Objects.requireNonNull(
                source.read(new CostQuery(List.of(view), List.of(CostBasis.UNBLENDED), FIRST, END))
                        .get(view.name()));
    }

    /** All rows and days, by what the word says. */
    private static Map<String, BigDecimal> totals(@Nullable CostReading reading, String by) {
        CostReading read = Objects.requireNonNull(reading);
        CostHistory history =
                CostHistory.none(read.bases()).after(read, Instant.EPOCH, Settling.AT_ONCE, FIRST.minusDays(1));
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (FoldedRows.Row row :
                FoldedRows.of(List.of(history), Integer.MAX_VALUE).rows()) {
            String key = by.equals("provider")
                    ? row.key().provider()
                    : row.key().values().get(0);
            totals.merge(
                    key.equals(FoldedRows.UNSET) ? "" : key,
                    Nanos.toDecimal(row.amount(FIRST, END, 0)),
                    BigDecimal::add);
        }
        return totals;
    }

    private static void assertCents(Map<String, BigDecimal> totals, String... expected) {
        for (int i = 0; i < expected.length; i += 2) {
            String key = expected[i];
            String amount = expected[i + 1];
            assertThat(totals)
                    .hasEntrySatisfying(
                            key,
                            total -> assertThat(total.setScale(2, RoundingMode.HALF_EVEN))
                                    .as(key)
                                    .isEqualByComparingTo(amount));
        }
    }

    private static BigDecimal sum(CostReading reading, int basis) {
        long sum = 0;
        for (CostReading.Day day : reading.days().values()) {
            for (int row = 0; row < reading.rows().size(); row++) {
                sum += day.amounts().get(row, basis);
            }
        }
        return Nanos.toDecimal(sum);
    }

    private static String row(String cost, String day, String provider, String service) {
        return cost + "," + cost + ",USD,Usage," + day + "T05:00:00Z," + provider + "," + service
                + ",111122223333,Shop,\"{\"\"team\"\": \"\"payments\"\"}\"\n";
    }

    private static void write(Path file, String rows) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, HEADER + rows);
    }

    /** Makes every file old enough to be complete. */
    private void quiet() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant().minusSeconds(3600)));
            }
        }
    }
}

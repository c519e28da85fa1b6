package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole exporter that reads exports and asks AWS nothing. */
class FocusExporterTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");
    private static final Instant START = Instant.parse("2026-11-12T06:00:00Z");
    private static final String AWS = "{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"";
    private static final String AZURE = "{cost_basis=\"unblended\",currency=\"EUR\",provider=\"azure\"";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(START);

    @Test
    void publishesTheFiguresOfAllProvidersOfAnExport() throws IOException {
        export("one", 12, 10);
        try (Exporter exporter = exporter("one")) {
            exporter.tick();

            assertThat(exporter.sample("cloud_bill_month_to_date_amount" + AWS + "}"))
                    .isCloseTo(110, within(1e-9));
            assertThat(exporter.sample("cloud_bill_month_to_date_amount" + AZURE + "}"))
                    .isCloseTo(22, within(1e-9));
            assertThat(exporter.sample("cloud_cost_month_to_date_amount{cost_basis=\"unblended\",cost_service=\"EC2\","
                            + "currency=\"USD\",provider=\"aws\",view=\"service\"}"))
                    .isCloseTo(110, within(1e-9));
            assertThat(exporter.sample("cloud_cost_source_info{simulated=\"false\",source=\"focus\"}"))
                    .isEqualTo(1);
            assertThat(exporter.sample("cost_exporter_collector_up{collector=\"spend/service\"}"))
                    .isEqualTo(1);
            assertThat(exporter.sum("cost_exporter_aws_requests_total")).isZero();
        }
    }

    @Test
    void quantitiesOfAnExportCostNothingAndAreThisMonths() throws IOException {
        Path file = folder.resolve("one/2026-11.csv");
        Files.createDirectories(file.getParent());
        String header = "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ProviderName,ServiceName,SkuId,"
                + "ConsumedQuantity,ConsumedUnit\n";
        Files.writeString(
                file,
                header + "10,USD,Usage,2026-11-03T00:00:00Z,Google,Compute,n2,4,Hours\n"
                        + "9,EUR,Usage,2026-11-04T00:00:00Z,Google,Compute,n2,6,Hours\n"
                        + "7,USD,Usage,2026-10-31T00:00:00Z,Google,Compute,n2,70,Hours\n");
        Files.setLastModifiedTime(file, FileTime.from(START.minusSeconds(3600)));
        try (Exporter exporter = exporter("one", Map.of("cost-exporter.collectors", "usage"))) {
            exporter.tick();

            String labels = "{cost_service=\"Compute\",provider=\"gcp\",unit=\"Hours\",usage_type=\"n2\"}";
            assertThat(exporter.sample("cloud_usage_month_to_date_quantity" + labels))
                    .isEqualTo(10);
            String price = "cloud_usage_unit_cost_amount" + labels.replace("provider", "currency=\"USD\",provider");
            assertThat(exporter.sample(price)).isEqualTo(2.5);
            assertThat(exporter.sample(price.replace("USD", "EUR"))).isEqualTo(1.5);
            assertThat(exporter.sample("cost_exporter_collector_up{collector=\"usage\"}"))
                    .isEqualTo(1);
            assertThat(exporter.sum("cost_exporter_aws_requests_total")).isZero();
            assertThat(exporter.sum("cost_exporter_errors_total")).isZero();
        }
    }

    @Test
    void daysSettleByNewExportsAndTheirRestatementsShow() throws IOException {
        export("one", 12, 10);
        try (Exporter exporter = exporter("one")) {
            exporter.tick();
            clock.advance(Duration.ofHours(30));
            exporter.tick();
            assertThat(exporter.samples().keySet())
                    .as("the same export read again settles nothing")
                    .noneMatch(sample -> sample.startsWith("cloud_bill_settled_day_amount"));

            export("one", 13, 10);
            clock.advance(Duration.ofHours(9));
            exporter.tick();
            assertThat(exporter.sample("cloud_bill_settled_day_amount" + AWS + "}"))
                    .isEqualTo(10);
            assertThat(exporter.sample("cloud_bill_settled_day_start_timestamp_seconds" + AWS + "}"))
                    .isEqualTo(epoch(LocalDate.parse("2026-11-10")));

            export("one", 14, 12);
            clock.advance(Duration.ofHours(9));
            exporter.tick();
            assertThat(exporter.sample("cloud_bill_restatement_amount"
                            + AWS.replace("provider", "period_start=\"2026-11-05\",provider") + "}"))
                    .isEqualTo(2);
        }
    }

    @Test
    void anExportThatIsNotCompleteGoesStaleAndLeavesTheOthersAlone() throws IOException {
        export("one", 12, 10);
        export("two", 12, 20);
        Map<String, String> both = new LinkedHashMap<>();
        both.put("cost-exporter.focus[1].name", "two");
        both.put("cost-exporter.focus[1].folder", folder.resolve("two").toString());
        try (Exporter exporter = exporter("one", both)) {
            exporter.tick();
            assertThat(exporter.sample("cloud_bill_month_to_date_amount{cost_basis=\"unblended\",currency=\"USD\","
                            + "payer_account_id=\"two\",provider=\"aws\"}"))
                    .isCloseTo(220, within(1e-9));

            export("one", 13, 10);
            Files.writeString(folder.resolve("two/BILLING_PERIOD=2026-11/broken.csv"), "BilledCost\nmuch\n");
            clock.advance(Duration.ofHours(25));
            exporter.tick();

            assertThat(exporter.sample("cost_exporter_collector_up{collector=\"spend/service/one\"}"))
                    .isEqualTo(1);
            assertThat(exporter.sample("cost_exporter_collector_up{collector=\"spend/service/two\"}"))
                    .isZero();
            assertThat(exporter.sample("cloud_bill_month_to_date_amount{cost_basis=\"unblended\",currency=\"USD\","
                            + "payer_account_id=\"two\",provider=\"aws\"}"))
                    .isCloseTo(220, within(1e-9));
            assertThat(exporter.sample("cloud_bill_month_to_date_amount{cost_basis=\"unblended\",currency=\"USD\","
                            + "payer_account_id=\"one\",provider=\"aws\"}"))
                    .isCloseTo(120, within(1e-9));
        }
    }

    /** Exports of the simulated bill, made anew twice a day, of days that are restated: what settles is the final bill. */
    @Test
    void settledDaysOfSimulatedExportsComeToTheFinalBill() throws IOException {
        try (Simulator simulator = new Simulator()) {
            clock.advance(Duration.between(clock.instant(), Instant.parse("2026-11-10T09:00:00Z")));
            simulatedExport(simulator);
            try (Exporter exporter = exporter("simulated")) {
                for (int half = 0; half < 14; half++) {
                    exporter.tick();
                    simulator.setClock(clock.advance(Duration.ofHours(12)));
                    simulatedExport(simulator);
                }
                exporter.tick();

                LocalDate settled = LocalDate.ofInstant(
                        Instant.ofEpochSecond(
                                (long) exporter.sample("cloud_bill_settled_day_start_timestamp_seconds" + AWS + "}")),
                        ZoneOffset.UTC);
                assertThat(settled).isEqualTo(LocalDate.parse("2026-11-12"));
                for (LocalDate day = LocalDate.parse("2026-11-01"); !day.isAfter(settled); day = day.plusDays(1)) {
                    String truth = simulator.get("/bill/truth?from=" + day + "&to=" + day.plusDays(1));
                    Matcher unblended =
                            Pattern.compile("\"unblended\":\"([^\"]+)\"").matcher(truth);
                    assertThat(unblended.find()).isTrue();
                    boolean finalNow = truth.contains("\"finalNow\":true");
                    if (finalNow) {
                        assertThat(exporter.sample("cloud_bill_daily_amount"
                                        + AWS.replace("provider", "period_start=\"" + day + "\",provider") + "}"))
                                .as(day.toString())
                                .isCloseTo(Double.parseDouble(unblended.group(1)), within(0.005));
                    }
                }
            }
        }
    }

    private void simulatedExport(Simulator simulator) throws IOException {
        simulator.setClock(clock.instant());
        for (String month : new String[] {"2026-10", "2026-11"}) {
            Path file = folder.resolve("simulated/BILLING_PERIOD=" + month + "/export.csv");
            Files.createDirectories(file.getParent());
            Files.writeString(file, simulator.get("/bill/focus?month=" + month));
            Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofMinutes(2))));
        }
    }

    private Exporter exporter(String export) {
        return exporter(export, Map.of());
    }

    private Exporter exporter(String export, Map<String, String> more) {
        Map<String, String> properties = new LinkedHashMap<>(more);
        properties.put("cost-exporter.focus[0].name", export);
        properties.put("cost-exporter.focus[0].folder", folder.resolve(export).toString());
        return new Exporter(NOBODY, folder.resolve("state"), clock, properties);
    }

    /** What was exported early on a day of November: so many dollars and two euros a day of all days before. */
    private void export(String name, int day, int dollars) throws IOException {
        LocalDate made = LocalDate.of(2026, 11, day);
        LocalDate first = made.withDayOfMonth(1);
        StringBuilder csv = new StringBuilder(
                "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,ProviderName,ServiceName\n");
        first.datesUntil(made)
                .forEach(date -> csv.append(dollars + ",USD,Usage," + date + "T07:00:00Z,AWS,EC2\n")
                        .append("2,EUR,Usage," + date + "T07:00:00Z,Microsoft,Virtual Machines\n"));
        Path file = folder.resolve(name).resolve("BILLING_PERIOD=2026-11/export.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, csv);
        Files.setLastModifiedTime(
                file,
                FileTime.from(made.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(5))));
    }

    private static double epoch(LocalDate day) {
        return (double) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}

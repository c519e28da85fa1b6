package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage, recommendations, changes from month to month, commitments and billing views: what each asks and what is made of it. */
class BesideSpendTest {
    private static final Instant START = Instant.parse("2026-11-20T00:30:00Z");
    private static final String BILL_UP = "cost_exporter_collector_up{collector=\"spend/service\"}";
    private static final String DATA = "arn:aws:billing::111122223333:billingview/custom-simulated-data";

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    private final MovableClock clock = new MovableClock(START);

    @BeforeEach
    void setClock() {
        SIMULATOR.setClock(START);
    }

    @Test
    void quantitiesHaveTheirUnitAndTheirPriceMakesTheBill() {
        try (Exporter exporter = exporter("usage")) {
            long paid = SIMULATOR.paidRequests();
            exporter.tick();
            assertThat(SIMULATOR.paidRequests() - paid).as("the bill, usage").isEqualTo(2);

            Map<String, Double> quantities = samples(exporter, "cloud_usage_month_to_date_quantity{");
            Map<String, Double> prices = samples(exporter, "cloud_usage_unit_cost_amount{");
            assertThat(quantities)
                    .hasSizeGreaterThan(20)
                    .allSatisfy((key, quantity) -> assertThat(key).contains("unit=\""));
            String instances = "cloud_usage_month_to_date_quantity{cost_service=\"Amazon Redshift\",provider=\"aws\","
                    + "unit=\"Hrs\",usage_type=\"Node:ra3.xlplus\"}";
            assertThat(exporter.sample(instances)).isPositive();
            double redshift = exporter.sample("cloud_cost_month_to_date_amount{cost_basis=\"unblended\","
                    + "cost_service=\"Amazon Redshift\",currency=\"USD\",provider=\"aws\",view=\"service\"}");
            assertThat(exporter.sample(instances)
                            * prices.entrySet().stream()
                                    .filter(price -> price.getKey().contains("Node:ra3.xlplus"))
                                    .mapToDouble(Map.Entry::getValue)
                                    .sum())
                    .isCloseTo(redshift, within(0.01));

            SIMULATOR.setClock(clock.advance(Duration.between(clock.instant(), Instant.parse("2026-12-01T00:00:30Z"))));
            SIMULATOR.fault("ce-deny", "{}");
            exporter.tick();
            assertThat(samples(exporter, "cloud_usage_month_to_date_quantity{"))
                    .as("last month's say nothing of this one")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"ce-deny,access_denied", "ce-throttle,throttled", "ce-fail,server_error", "ce-malformed,malformed"})
    void usageThatFailsKeepsItsFiguresAndLeavesTheBillAlone(String fault, String reason) {
        try (Exporter exporter = exporter("usage")) {
            exporter.tick();
            SIMULATOR.setClock(clock.advance(Duration.ofHours(19)));
            exporter.tick();
            Map<String, Double> before = samples(exporter, "cloud_usage_");
            SIMULATOR.setClock(clock.advance(Duration.ofMinutes(450)));
            SIMULATOR.fault(fault, "{\"operation\":\"GetCostAndUsage\"}");
            exporter.tick(); // usage is due, and the bill not yet

            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"usage\",reason=\"" + reason + "\"}"))
                    .isEqualTo(1);
            assertThat(exporter.sample(BILL_UP)).isEqualTo(1);
            assertThat(samples(exporter, "cloud_usage_")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"ce-repeated-rows", "ce-garbled"})
    void usageThatMakesNoSenseIsNotPublished(String fault) {
        SIMULATOR.fault(fault, "{}");
        try (Exporter exporter = exporter("usage")) {
            exporter.tick();

            assertThat(samples(exporter, "cloud_usage_")).isEmpty();
            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"usage\",reason=\"malformed\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void recommendationsAreFreeOfChargeAndTheirSumCountsEachResourceOnce() {
        try (Exporter exporter = exporter("recommendations")) {
            long paid = SIMULATOR.paidRequests();
            exporter.tick();
            assertThat(SIMULATOR.paidRequests() - paid).as("the bill").isEqualTo(1);

            String labels = "{action=\"Rightsize\",provider=\"aws\"}";
            assertThat(exporter.sample("cloud_recommendations" + labels)).isPositive();
            assertThat(exporter.sample("cloud_recommendation_savings_amount"
                            + labels.replace("provider", "currency=\"USD\",provider")))
                    .isPositive();
            assertThat(exporter.sample(
                            "cloud_recommendation_deduplicated_savings_amount{currency=\"USD\",provider=\"aws\"}"))
                    .isPositive()
                    .isLessThan(exporter.sum("cloud_recommendation_savings_amount{"));
        }
    }

    @Test
    void theServicesAddUpToTheChangeOfTheMonthAndDriversExplainTheLargest() {
        try (Exporter exporter = exporter("month-change")) {
            long paid = SIMULATOR.paidRequests();
            exporter.tick();
            assertThat(SIMULATOR.paidRequests() - paid)
                    .as("the bill, the comparison, the drivers")
                    .isEqualTo(3);

            double october = month("2026-10-01");
            double september = month("2026-09-01");
            assertThat(exporter.sum("cloud_month_change_amount{")).isCloseTo(october - september, within(0.01));
            assertThat(samples(exporter, "cloud_month_change_amount{").keySet())
                    .allMatch(key -> key.contains("period_start=\"2026-10-01\""));
            Map<String, Double> explained = samples(exporter, "cloud_month_change_driver_amount{").entrySet().stream()
                    .collect(Collectors.groupingBy(
                            driver -> service(driver.getKey()), Collectors.summingDouble(Map.Entry::getValue)));
            assertThat(explained).hasSize(10);
            String redshift = Objects.requireNonNull(explained.keySet().stream()
                    .filter(service -> service.contains("Redshift"))
                    .findFirst()
                    .orElse(null));
            assertThat(explained.get(redshift))
                    .isCloseTo(
                            samples(exporter, "cloud_month_change_amount{").entrySet().stream()
                                    .filter(change -> service(change.getKey()).equals(redshift))
                                    .mapToDouble(Map.Entry::getValue)
                                    .sum(),
                            within(1e-6));

            SIMULATOR.setClock(clock.advance(Duration.ofDays(6)));
            exporter.tick();
            assertThat(SIMULATOR.paidRequests() - paid)
                    .as("a week's figures last")
                    .isEqualTo(4);
            SIMULATOR.setClock(clock.advance(Duration.between(clock.instant(), Instant.parse("2026-12-02T23:00:00Z"))));
            exporter.tick();
            assertThat(samples(exporter, "cloud_month_change_amount{").keySet())
                    .as("November's last day is not settled")
                    .isNotEmpty()
                    .allMatch(key -> key.contains("period_start=\"2026-10-01\""));
            SIMULATOR.setClock(clock.advance(Duration.ofHours(2)));
            exporter.tick();
            assertThat(samples(exporter, "cloud_month_change_amount{").keySet())
                    .isNotEmpty()
                    .allMatch(key -> key.contains("period_start=\"2026-11-01\""));
        }
    }

    @Test
    void commitmentsTellWhatTheySaveAndWhatIsWasted() {
        try (Exporter exporter = exporter("savings-plans,reservations")) {
            exporter.tick();
            exporter.refresh();

            for (String commitment : new String[] {"savings_plans", "reservations"}) {
                String labels = "{commitment=\"" + commitment + "\",currency=\"USD\",provider=\"aws\"}";
                assertThat(exporter.sample("cloud_commitment_net_savings_amount" + labels))
                        .isPositive();
                assertThat(exporter.sample("cloud_commitment_unused_amount" + labels))
                        .isBetween(0.0, 1_000.0);
                assertThat(exporter.sample("cloud_commitment_uncovered_amount" + labels))
                        .isPositive();
            }
        }
    }

    @Test
    void aViewOfABillingViewIsApartFromTheBill() {
        Map<String, String> views = new LinkedHashMap<>();
        views.put("cost-exporter.collectors", "");
        views.put("cost-exporter.views[0].name", "service");
        views.put("cost-exporter.views[0].group-by", "service");
        views.put("cost-exporter.views[1].name", "account");
        views.put("cost-exporter.views[1].group-by", "account");
        views.put("cost-exporter.views[2].name", "data");
        views.put("cost-exporter.views[2].group-by", "service");
        views.put("cost-exporter.views[2].billing-view", DATA);
        views.put("cost-exporter.views[3].name", "gone");
        views.put("cost-exporter.views[3].billing-view", DATA + "-no-longer");
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir, clock, views)) {
            exporter.tick();

            double data = samples(exporter, "cloud_cost_month_to_date_amount{").entrySet().stream()
                    .filter(row -> row.getKey().contains("view=\"data\""))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            double account =
                    samples(exporter, "cloud_cost_month_to_date_amount{account_id=\"333344445555\"").values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
            assertThat(data).isPositive().isCloseTo(account, within(1e-6));
            assertThat(exporter.sample(up("spend/data"))).isEqualTo(1);
            assertThat(exporter.sample(up("spend/gone"))).isZero();
            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"spend/gone\",reason=\"rejected\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void blendedCostsComeWithTheSameRequest() {
        long paid = SIMULATOR.paidRequests();
        try (Exporter exporter = new Exporter(
                SIMULATOR.uri(),
                stateDir,
                clock,
                Map.of("cost-exporter.collectors", "forecast", "cost-exporter.cost-bases", "blended,unblended"))) {
            exporter.tick();

            assertThat(SIMULATOR.paidRequests() - paid).isEqualTo(2);
            String blended = "{cost_basis=\"blended\",currency=\"USD\",provider=\"aws\"}";
            assertThat(exporter.sample("cloud_bill_month_to_date_amount" + blended))
                    .isPositive();
            assertThat(exporter.sample("cloud_bill_month_forecast_amount" + blended))
                    .isPositive();
        }
    }

    @Test
    void everythingThatIsPublishedIsInTheReferenceAndOutlivesARestart() throws IOException {
        Map<String, Double> before;
        try (Exporter exporter = exporter("usage,recommendations,month-change,savings-plans,reservations")) {
            exporter.tick();
            exporter.refresh();
            GoldenPageTest.assertInReference(exporter.page());
            before = samples(exporter, "cloud_");
        }
        long asked = SIMULATOR.requests();
        try (Exporter exporter = exporter("usage,recommendations,month-change,savings-plans,reservations")) {
            exporter.tick();
            assertThat(samples(exporter, "cloud_")).isEqualTo(before);
            assertThat(SIMULATOR.requests()).isEqualTo(asked);
        }
    }

    private static double month(String first) {
        String truth = SIMULATOR.get("/bill/truth?from=" + first + "&to="
                + java.time.LocalDate.parse(first).plusMonths(1));
        return java.util.regex.Pattern.compile("\"unblended\":\"([^\"]+)\"")
                .matcher(truth)
                .results()
                .mapToDouble(day -> Double.parseDouble(day.group(1)))
                .sum();
    }

    private static String service(String key) {
        return key.replaceAll(".*cost_service=\"([^\"]*)\".*", "$1");
    }

    private static String up(String collector) {
        return "cost_exporter_collector_up{collector=\"" + collector + "\"}";
    }

    private Exporter exporter(String collectors) {
        return new Exporter(SIMULATOR.uri(), stateDir, clock, Map.of("cost-exporter.collectors", collectors));
    }

    private static Map<String, Double> samples(Exporter exporter, String prefix) {
        Map<String, Double> samples = new LinkedHashMap<>(exporter.samples());
        samples.keySet().removeIf(key -> !key.startsWith(prefix));
        return samples;
    }
}

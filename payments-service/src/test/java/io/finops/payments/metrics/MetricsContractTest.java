package io.finops.payments.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.finops.payments.support.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Dashboards and rules build on these names, types and labels. */
class MetricsContractTest extends ServiceTest {
    private static List<Map<String, Object>> reference() throws IOException {
        Map<String, List<Map<String, Object>>> services = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("../docs/metrics.yml")));
        return services.getOrDefault("payments-service", List.of());
    }

    static Stream<Arguments> fromTheStart() throws IOException {
        return reference().stream()
                .filter(row -> !row.containsKey("begins"))
                .flatMap(row -> texts(row, "names")
                        .map(name -> Arguments.of(
                                name, row.get("type"), texts(row, "labels").collect(Collectors.toSet()))));
    }

    private static Stream<String> texts(Map<String, Object> row, String field) {
        return ((List<?>) row.getOrDefault(field, List.of())).stream().map(String::valueOf);
    }

    @ParameterizedTest
    @MethodSource("fromTheStart")
    void publishesFromTheStart(String name, String type, Set<String> labels) {
        String page = page();

        assertThat(page).contains("# TYPE " + name + " " + type + "\n");
        String series = type.equals("histogram") || type.equals("summary") ? name + "_count" : name;
        assertThat(labelsOf(page, series)).isEqualTo(labels);
    }

    /** Whoever looks for a name of the page in the code finds the line that counts it, and the row that explains it. */
    @Test
    void countsUnderTheNamesOfThePage() throws IOException {
        String code;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            code = files.filter(Files::isRegularFile)
                    .map(MetricsContractTest::text)
                    .collect(Collectors.joining());
        }
        List<String> names = page().lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2])
                .filter(name -> name.matches(
                        "(app|errors|fraud|fx|finops|gateway|idempotent|ledger|transaction|transactions)_.*"))
                // Micrometer's own companion of a timer or a summary.
                .filter(name -> !name.endsWith("_max"))
                .toList();

        assertThat(names)
                .hasSizeGreaterThan(25)
                .allSatisfy(name -> assertThat(code).contains(name))
                .isSubsetOf(
                        reference().stream().flatMap(row -> texts(row, "names")).toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hasASeriesForEveryOutcomeAtZero() {
        String page = page();

        for (String outcome : Set.of("success", "declined", "rejected", "undecided", "client_error", "server_error")) {
            assertThat(page)
                    .contains("app_requests_processing_seconds_count{operation=\"create_payment\",outcome=\"" + outcome
                            + "\"}");
        }
        for (String status : Set.of("approved", "declined", "rejected", "failed")) {
            assertThat(page).contains("transactions_total{status=\"" + status + "\"}");
        }
        assertThat(page)
                .contains(
                        "app_requests_processing_seconds_bucket{operation=\"create_payment\",outcome=\"success\",le=\"0.5\"}")
                .contains(
                        "app_requests_processing_seconds_bucket{operation=\"create_payment\",outcome=\"success\",le=\"1.0\"}")
                .contains("transaction_latency_seconds_bucket{status=\"approved\",le=\"300.0\"}")
                .contains("app_revenue_total{currency=\"CHF\"} 0.0")
                .contains("ledger_revenue_total{currency=\"CHF\"} 0.0");
    }

    @Test
    void readsTheLedgerForTheSameRevenueAndForTheDays() {
        pay("{\"amount\": 1234, \"currency\": \"CAD\", \"paymentMethod\": \"pm_ok_c\"}");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get("/metrics").body())
                        .contains(
                                "app_revenue_total{currency=\"CAD\"} 12.34",
                                "ledger_revenue_total{currency=\"CAD\"} 12.34")
                        .containsPattern(
                                "ledger_day_transactions\\{currency=\"CAD\",period_start=\"20..-..-..\"\\} 1.0")
                        .containsPattern("ledger_day_revenue\\{currency=\"CAD\",period_start=\"20..-..-..\"\\} 12.34"));
    }

    /** The mistake that a single line copied from a web page makes: adding yen to dollars. */
    @Test
    void hasACompanionInUsdOfEveryAmountThatAddsUp() {
        String before = page();
        String yen = pay("{\"amount\": 5000, \"currency\": \"JPY\", \"paymentMethod\": \"pm_ok_usd\"}")
                .body();
        pay("{\"amount\": 1000, \"currency\": \"EUR\", \"paymentMethod\": \"pm_ok_usd\"}");
        String id = yen.replaceAll(".*\"id\":\"(pay_[^\"]+)\".*", "$1");
        post("/payments/" + id + "/refunds", KEY, UUID.randomUUID().toString(), "{\"amount\": 1000}");

        String after = page();
        // 5,000 yen at 0.0066 and 10 euro at 1.08; of these, 1,000 yen refunded. The gateway of the tests takes 0.30 +
        // 2.9 %.
        assertThat(grown("app_revenue_usd_total", before, after)).isCloseTo(33 + 10.8, within(1e-6));
        assertThat(grown("transaction_amount_usd_sum", before, after)).isCloseTo(33 + 10.8, within(1e-6));
        assertThat(grown("transaction_amount_usd_count", before, after)).isEqualTo(2);
        assertThat(grown("app_refunds_usd_total", before, after)).isCloseTo(6.6, within(1e-6));
        assertThat(grown("gateway_fees_usd_total", before, after)).isCloseTo(175 * 0.0066 + 0.59 * 1.08, within(1e-6));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String page = page();
            assertThat(sum(page, "ledger_revenue_usd_total"))
                    .isGreaterThanOrEqualTo(sum(before, "ledger_revenue_usd_total") + 43.7)
                    .isCloseTo(sum(page, "ledger_day_revenue_usd"), within(1e-6));
        });
        assertThat(page()).containsPattern("ledger_day_revenue_usd\\{period_start=\"20..-..-..\"\\} ");
    }

    private static double grown(String name, String before, String after) {
        return sum(after, name) - sum(before, name);
    }

    private static double sum(String page, String name) {
        return Pattern.compile("(?m)^" + name + "(?:\\{[^}]*\\})? (\\S+)")
                .matcher(page)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }

    @Test
    void hangsTraceIdsOnTheLatencyHistogram() {
        pay(order(100, "pm_ok_e"));
        HttpResponse<String> page =
                send(request("/metrics", KEY).header("Accept", "application/openmetrics-text; version=1.0.0"));

        assertThat(page.body())
                .containsPattern("app_requests_processing_seconds_bucket.*# \\{.*trace_id=\"[0-9a-f]{32}\"");
    }

    /** As soon as the ledger has been read for the first time: what it has to say is not guessed before. */
    private String page() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> get("/metrics").body(), page -> page.contains("\nledger_revenue_total{"));
    }

    private static Set<String> labelsOf(String page, String series) {
        Matcher line = Pattern.compile("(?m)^" + series + "(?:\\{([^}]*)\\})? ").matcher(page);
        assertThat(line.find()).as("series %s", series).isTrue();
        if (line.group(1) == null) {
            return Set.of();
        }
        return Pattern.compile("([a-z_]+)=\"")
                .matcher(line.group(1))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.rehearsal.dashboards.Dashboard;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** The tour (docs/tour.md), walked in a browser by somebody who is not logged in. An alert's links are walked in {@link StackIT}, which has an alert. */
@ExtendWith(RunningStack.class)
@NeedsOnPath({Browser.GRAFANA, Browser.CHROMIUM, Browser.DRIVER})
@Order(StackIT.LAST - 2)
class GrafanaWalkIT {
    /** As high as the longest page, because Grafana draws a panel only when it comes into sight. */
    private static final int WHOLE_PAGE = 5000;

    private static final String SPAN = "[data-testid='span-view']";
    private static final String LINE = ".log-line-body";

    /** The header's links, each followed from the page before, and what the page has that it leads to. */
    private static final List<Map.Entry<String, String>> HEADER = List.of(
            Map.entry("Payments", "Error share"),
            Map.entry("Business", "Revenue by currency"),
            Map.entry("Cloud cost", "Month to date"),
            Map.entry("Service levels", "Burn rate"),
            Map.entry("Infrastructure", "Pressure"),
            Map.entry("Logs and audit", "Lines by level"),
            Map.entry("Stack health", "Rules failing"),
            Map.entry("Overview", "Answered well"));

    /** What Grafana says where it was given something that it cannot draw, or a visitor something that is not theirs. */
    private static final List<String> COMPLAINTS = List.of(
            "Data does not have a time field",
            "Cannot visualize data",
            "Panel plugin not found",
            "root span not yet received",
            "An unexpected error happened",
            "Log in to Grafana");

    @ParameterizedTest
    @CsvSource({"1280, dark", "1920, light"})
    void everyPageIsDrawnWholeForAVisitor(int width, String theme, StackAccess stack) {
        try (Browser browser = new Browser(stack.url("grafana"), width, WHOLE_PAGE)) {
            for (Dashboard dashboard : Dashboard.all()) {
                browser.open("/d/" + dashboard.uid() + "?kiosk&from=now-15m&to=now&theme=" + theme);

                eventually(() -> assertThat(browser.text())
                        .as(dashboard.uid())
                        .contains(dashboard.titles())
                        .doesNotContain(COMPLAINTS));
                assertThat(browser.all("[data-testid='data-testid Panel status error']"))
                        .as("panels of %s in error", dashboard)
                        .isEmpty();
                assertThat(browser.cut("h2")).as("cut titles of %s", dashboard).isEmpty();
            }
        }
    }

    @Test
    void whoComesSeesTheOverviewAndGoesFromPageToPage(StackAccess stack) {
        try (Browser browser = new Browser(stack.url("grafana"), 1280, 1000)) {
            browser.open("/");
            eventually(() -> assertThat(browser.text()).contains("What to look for", "Answered well"));

            HEADER.forEach(step -> {
                eventually(() -> browser.click(step.getKey()));
                eventually(() ->
                        assertThat(browser.text()).as(step.getKey()).contains("What to look for", step.getValue()));
            });
        }
    }

    @Test
    @NeedsOnPath({"tempo", "loki", "promtail"})
    void aDotLeadsToItsTraceAndASpanToItsLinesAndItsRates(StackAccess stack) {
        try (Browser browser = new Browser(stack.url("grafana"), 1920, 1200)) {
            goFromADotToItsTrace(browser);
            String trace = browser.address();

            // The first is the customer's.
            browser.all(SPAN).get(1).click();
            follow(browser, "Logs for this span");
            browser.takeNewestTab();
            eventually(() -> assertThat(browser.text()).contains("pay_", "displayed"));

            browser.open(trace);
            eventually(() -> assertThat(browser.all(SPAN)).hasSizeGreaterThan(1));
            browser.all(SPAN).get(1).click();
            follow(browser, "Requests a second of this service");
            browser.takeNewestTab();
            eventually(() -> assertThat(browser.text()).contains("app_requests_processing_seconds_count", "success"));
        }
    }

    @Test
    @NeedsOnPath({"tempo", "pyroscope"})
    void aSpanLeadsToItsProfile(StackAccess stack) {
        try (Browser browser = new Browser(stack.url("grafana"), 1920, 1200)) {
            goFromADotToItsTrace(browser);
            browser.all(SPAN).get(1).click();
            follow(browser, "Profiles for this span");

            eventually(() -> assertThat(browser.text()).contains("process_cpu", "Span ID", "Flame Graph"));
        }
    }

    @Test
    @NeedsOnPath("pyroscope")
    void thePaymentsPageLeadsToTheProfilesOfTheService(StackAccess stack) {
        try (Browser browser = new Browser(stack.url("grafana"), 1920, WHOLE_PAGE)) {
            browser.open("/d/payments");
            eventually(() -> browser.click("Profiles"));

            eventually(() -> assertThat(browser.text())
                    .contains("Where the CPU goes", "samples (Time)", "What is allocated", "samples (RAM)")
                    .doesNotContain(COMPLAINTS));
        }
    }

    /** From the slowest: where Alloy chooses the traces, it keeps few of the fast ones. None is new: Alloy waits before it decides. */
    private static void goFromADotToItsTrace(Browser browser) {
        browser.open("/d/finops-overview?from=now-5m&to=now-20s");
        eventually(() -> {
            List<WebElement> dots = browser.all("[data-testid='data-testid Exemplar marker']");
            browser.pointAt(Collections.min(
                    dots, Comparator.comparingInt(dot -> dot.getLocation().getY())));
            browser.click("Open the trace");
        });
        browser.takeNewestTab();
        eventually(() -> assertThat(browser.all(SPAN)).hasSizeGreaterThan(1));
    }

    /** Of a span with a profile Grafana puts all links behind one button. */
    private static void follow(Browser browser, String link) {
        eventually(() -> {
            if (!browser.text().contains(link)) {
                browser.click("Links");
            }
            browser.click(link);
        });
    }

    @Test
    @NeedsOnPath({"tempo", "loki", "promtail"})
    void aLineLeadsToItsTrace(StackAccess stack) {
        try (Browser browser = new Browser(stack.url("grafana"), 1920, 1200)) {
            browser.open(
                    "/d/logs-and-audit?from=now-15m&to=now&var-service=payments-service&var-search=" + traced(stack));
            eventually(() -> {
                browser.all(LINE).get(0).click();
                browser.click("Open the trace");
            });
            browser.takeNewestTab();

            eventually(() -> assertThat(browser.all(SPAN)).isNotEmpty());
            assertThat(browser.text()).contains("payments-service");
        }
    }

    /** The id of a payment whose trace is kept in any case. */
    private static String traced(StackAccess stack) {
        String id = UUID.randomUUID().toString();
        return stack.http()
                .send(
                        "POST",
                        stack.url("payments-service") + "/payments",
                        "{\"amount\": 100, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_walk\"}",
                        Map.of(
                                "Authorization",
                                "Bearer " + stack.merchantApiKey(),
                                "Idempotency-Key",
                                id,
                                "traceparent",
                                "00-" + id.replace("-", "") + "-00f067aa0ba902b7-01",
                                "tracestate",
                                "finops=keep"))
                .json()
                .path("id")
                .asString();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Browser.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}

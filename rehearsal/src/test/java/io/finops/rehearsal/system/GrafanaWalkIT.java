package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.finops.rehearsal.dashboards.Dashboard;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** The tour (docs/tour.md), walked in a browser by somebody who is not logged in. Left out, and named, where a program is missing. */
@ExtendWith(RunningStack.class)
@Order(StackIT.LAST - 2)
class GrafanaWalkIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** As high as the longest page, because Grafana draws a panel only when it comes into sight. */
    private static final int WHOLE_PAGE = 5000;

    private static final String SPAN = "[data-testid='span-view']";

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
        needs(stack, "grafana");
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
    void whoComesSeesTheOverviewAndGoesOnFromThere(StackAccess stack) {
        needs(stack, "grafana");
        try (Browser browser = new Browser(stack.url("grafana"), 1280, 1000)) {
            browser.open("/");
            eventually(() -> assertThat(browser.text()).contains("What to look for", "Answered well"));

            browser.click("Payments");

            eventually(() -> assertThat(browser.text()).contains("Requests a second", "Duration"));
            assertThat(browser.address()).contains("/d/payments");
        }
    }

    @Test
    void aDotLeadsToItsTraceAndASpanToItsLinesAndItsRates(StackAccess stack) {
        needs(stack, "grafana", "tempo");
        try (Browser browser = new Browser(stack.url("grafana"), 1920, 1200)) {
            browser.open("/d/finops-overview?from=now-5m&to=now");
            eventually(() -> {
                List<WebElement> dots = browser.all("[data-testid='data-testid Exemplar marker']");
                browser.pointAt(dots.get(dots.size() - 1));
                browser.click("Open the trace");
            });
            browser.takeNewestTab();
            eventually(() -> assertThat(browser.all(SPAN)).isNotEmpty());

            browser.all(SPAN).get(0).click();

            eventually(() ->
                    assertThat(browser.text()).contains("Logs for this span", "Requests a second of this service"));
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }

    private static void needs(StackAccess stack, String... components) {
        List<String> missing = Stream.concat(
                        Stream.of(components).filter(component -> !stack.has(component)), Browser.missing().stream())
                .toList();
        if (!missing.isEmpty()) {
            System.out.println("LEFT OUT: the walk through Grafana in a browser, because of what is not on the PATH: "
                    + String.join(", ", missing));
        }
        assumeThat(missing).as("what is not on the PATH").isEmpty();
    }
}

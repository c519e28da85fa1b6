package io.finops.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.report.content.Report;
import io.finops.report.content.Reporter;
import io.finops.report.figure.Period;
import io.finops.report.page.HtmlPage;
import io.finops.report.source.AuditTrail;
import io.finops.report.source.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the report back as a person would: what it says first, and whether each figure can be found again. */
class ReportReadBackTest {
    private static final Instant END = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private StubServers stub = newStub();

    @BeforeEach
    void aWeekWithTwoIncidentsAnAnomalyAndARelease() throws IOException {
        stub.answer("cloud_cost_source_info", "", 1)
                .answer("[7d:60s] offset 7d)", "", since(14))
                .answer("min_over_time((0 * ", "", since(7))
                .answer("finops:release_started", "version=0.2.0,commit=abc", (double)
                        END.minusSeconds(7200).getEpochSecond())
                .answer("undecided|server_error", "", 0.031)
                .answer("clamp_min(", "", 4321)
                .answer("finops:release_cost_rise:certain", "version=0.2.0,commit=abc,of=compute", 1.1)
                .answer("finops:release_cost_rise:ratio", "", 1.125)
                .answer("finops:release_added_cost_usd", "", 640)
                .answer("finops:release_cost_usd:before", "", 0.0000004)
                .answer("finops:release_cost_usd:judged", "", 0.00000085)
                .answer("finops:release_cost_rise:uncertainty", "", 0.1)
                .answer(
                        "cloud_cost_anomaly_impact_amount",
                        "cost_service=AmazonS3,detector=robust,period_start=2026-11-17",
                        88)
                .answer("cloud_cost_settled_day_amount", "cost_service=AmazonRDS", 41)
                .answer("cloud_budget_limit_amount", "budget=team <b>A</b>", 1000)
                .answer("cloud_budget_actual_amount", "budget=team <b>A</b>", 640)
                .answer("cloud_bill_daily_settled{", "", 5)
                .answer("sum(sum by (period_start)", "", 1000);
        for (int day = 10; day < 20; day++) {
            stub.answer("sum by (period_start) (cloud_bill_daily_amount", "period_start=2026-11-" + day, 100 + day);
            stub.answer(
                    "max by (period_start) (cloud_bill_daily_settled", "period_start=2026-11-" + day, day < 17 ? 1 : 0);
        }
        stub.answer("finops_saving_usd_per_month", "finding=aws-Rightsize,effort=varies", 80)
                .answer("finops_saving_usd_per_month", "finding=idle-at-night,effort=medium", 1520)
                .answer("cloud_recommendations", "", 3);
        stub.answer("slo:objective:ratio", "sloth_id=payments-service-availability", 0.999)
                .answer("finops:contribution_margin:ratio", "", 0.4)
                .answer("finops:", "", 1234.4)
                .answer("histogram_quantile", "", 0.08)
                .answer("sum by (status)", "status=approved", 11);
        stub.trail("""
            {"alerts":[%s,%s,%s],"truncated":false}\
            """.formatted(
                        alert("PaymentsOutage", "firing", "2026-11-18T10:00:00Z"),
                        alert("PaymentsOutage", "resolved", "2026-11-18T10:00:00Z"),
                        alert("RevenueLeaking", "firing", "2026-11-20T11:50:00Z")));
        Files.writeString(folder.resolve("token"), StubServers.TOKEN);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void whatWentWrongComesFirst() {
        List<Element> lines = List.copyOf(page().select(".lines li"));

        List<String> urgent = lines.stream()
                .filter(line -> line.hasClass("bad"))
                .map(Element::text)
                .toList();
        assertThat(urgent)
                .anyMatch(line -> line.startsWith("PaymentsOutage paged on 2026-11-18 10:00 UTC and lasted 12 min 0 s"))
                .anyMatch(line -> line.startsWith("RevenueLeaking paged on 2026-11-20 11:50 UTC and has gone on"))
                .anyMatch(line -> line.startsWith("The release 0.2.0 (abc) of 2026-11-20 10:00 UTC made a payment"
                        + " dearer: computing it costs 112.5 % more, USD 640.00 so far."))
                .anyMatch(line -> line.contains("AmazonS3 cost USD 88.00 more than expected on 2026-11-17"));
        assertThat(lines.subList(0, urgent.size())).allMatch(line -> line.hasClass("bad"));
        assertThat(lines).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void whatTookMostMoneyComesFirst() {
        List<String> first = page().select(".lines li").eachText();

        assertThat(first.subList(0, 4))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("PaymentsOutage").contains("USD 4,321"),
                        line -> assertThat(line).startsWith("RevenueLeaking").contains("USD 4,321"),
                        line -> assertThat(line).contains("release").contains("USD 640.00"),
                        line -> assertThat(line).contains("AmazonS3").contains("USD 88.00"));
        assertThat(first.subList(2, 4))
                .satisfiesExactly(
                        line -> assertThat(line).contains("USD 640.00"),
                        line -> assertThat(line).contains("USD 88.00"));
    }

    @Test
    void aReleaseIsComparedWithTheOneBeforeItAtTheSameAge() {
        assertThat(page().select("section[aria-labelledby=releases] tbody tr").text())
                .contains("USD 0.0000004 → USD 0.00000085 (± USD 0.00000004)");
    }

    @Test
    void everyFigureLeadsToAQueryThatWasAskedAndGivesIt() {
        Document page = page();
        assertThat(page.select(".cards b")).hasSizeGreaterThan(10);
        for (Element figure : page.select(".cards li, figure, .lines li")) {
            assertThat(figure.select("sup a")).as(figure.text()).isNotEmpty();
        }
        Prometheus prometheus = new Prometheus(stub.url());
        for (Element link : page.select("sup a")) {
            Element query = page.expectFirst(link.attr("href"));
            String text = query.expectFirst("code").text();
            assertThat(text.startsWith("GET /alerts") || stub.asked().contains(text))
                    .as(text)
                    .isTrue();
        }
        Element revenue = page.select(".cards li").stream()
                .filter(card -> card.text().startsWith("Revenue"))
                .findFirst()
                .orElseThrow();
        String query = page.expectFirst(revenue.expectFirst("sup a").attr("href"))
                .expectFirst("code")
                .text();
        assertThat(prometheus.query(query, END).get(0).value()).isEqualTo(1234.4);
        assertThat(revenue.expectFirst("b").ownText()).isEqualTo("USD 1,234");
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndTreatsLabelsAsText() {
        Document page = page();

        assertThat(page.select("script, link, img, iframe")).isEmpty();
        // Charts clip themselves by url(#…), which is in the page.
        assertThat(page.html()).doesNotContainPattern("url\\((?!['\"]?#)").doesNotContain("@import");
        assertThat(page.select("td b, th b")).isEmpty();
        assertThat(page.text()).contains("team <b>A</b>");
        assertThat(page.select("figure svg")).hasSizeGreaterThan(4);
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("figure").eachAttr("aria-label")).allMatch(label -> label.length() > 20);
        assertThat(page.select("svg").outerHtml())
                .doesNotContain("rgb(1,")
                .doesNotContain("rgb(2,")
                .contains("var(--s1)");
    }

    @Test
    void nothingIsComparedWithAPeriodThatPrometheusHasSeenInPart() {
        assertThat(page().text()).contains("against the 7 days before");

        stub.close();
        stub = newStub();
        stub.answer("[7d:60s] offset 7d)", "", since(10))
                .answer("min_over_time((0 * ", "", since(7))
                .answer("finops:", "", 1234.4);
        assertThat(page().text())
                .contains("Revenue")
                .doesNotContain("against the 7 days before", "figures of the last");
    }

    @Test
    void aPeriodThatPrometheusHasSeenInPartSaysHowMuch() {
        stub.close();
        stub = newStub();
        stub.answer("min_over_time((0 * ", "", since(3)).answer("finops:", "", 1234.4);

        assertThat(page().expectFirst("[role=alert]").text())
                .isEqualTo("Prometheus has figures of the last 3 d 0 h only. Sums are of that time.");
    }

    /** Rates that are recorded at different paces rise differently in the minutes after a start: 41 % of payments seemed to be approved. */
    @Test
    void ofAnHourBothSidesOfTheApprovalRateAreCounted() {
        page(Duration.ofHours(1));

        assertThat(stub.asked())
                .anyMatch(query -> query.contains("increase(transactions_total{status=\"approved\"}[1h])")
                        && query.contains("increase(transactions_accepted_total[1h])"))
                .noneMatch(query -> query.contains("finops:payments_accepted:rate5m"));
    }

    @Test
    void settledAndProvisionalDaysAreApart() {
        assertThat(page().select("figure").text()).contains("settled", "provisional");
    }

    @Test
    void findingsAreRankedWithEvidenceEffortAndWhatTheyDoToTheErrorBudget() {
        Document page = page();

        assertThat(page.select(".lines").text())
                .contains(
                        "The largest of 2 savings found: Capacity that stays up through quiet nights, USD 1,520 a month");
        assertThat(page.select("section[aria-labelledby=findings] tbody tr").eachText())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("USD 1,520", "share of the busiest hours", "medium", "false thrift")
                                .endsWith("docs/findings.md#idle-at-night"),
                        second -> assertThat(second)
                                .contains("AWS: Rightsize", "USD 80.00", "recommendations: 3", "varies")
                                .endsWith("docs/findings.md#aws"));
    }

    @Test
    void aPageIsAcknowledgedByASilenceAndTakesItsShareOfTheErrorBudget() {
        stub.course("alertmanager_silences", "", 1, 1, 1, 1, 2, 2);
        stub.trail("{\"alerts\":[%s,%s],\"truncated\":false}"
                .formatted(
                        alert("PaymentsOutage", "firing", "2026-11-18T10:00:00Z"),
                        alert("PaymentsOutage", "resolved", "2026-11-18T10:00:00Z")));

        Document page = page();

        assertThat(page.select("section[aria-labelledby=incidents] tbody tr").text())
                .contains("12 min 0 s", "1 min 0 s", "USD 4,321");
        assertThat(page.expectFirst("li:contains(time to resolve a page) b").ownText())
                .isEqualTo("12 min 0 s");
        assertThat(page.expectFirst("li:contains(time to acknowledge a page) b").ownText())
                .isEqualTo("1 min 0 s");
        assertThat(stub.asked()).anyMatch(query -> query.contains("finops:slo_events_bad:rate5m"));
    }

    @Test
    void fixedAndMarginalCostAreNotClaimedFromFewDays() {
        assertThat(page().select("section[aria-labelledby=elasticity]").text())
                .contains("Fewer than 14 settled days have payments", "14 are needed");
    }

    private static double since(int days) {
        return (double) END.minus(Duration.ofDays(days)).getEpochSecond();
    }

    private Document page() {
        return page(Duration.ofDays(7));
    }

    private Document page(Duration length) {
        Report report = new Reporter(stub.url(), new AuditTrail(stub.url(), folder.resolve("token")))
                .ofPeriod("A period", new Period(END, length));
        return Jsoup.parse(new HtmlPage().render(report, 0));
    }

    private static String alert(String name, String status, String start) {
        return """
            {"receivedAt":"%1$s","startsAt":"%1$s","endsAt":"2026-11-18T10:12:00Z","alertname":"%2$s","status":"%3$s",\
            "severity":"critical","fingerprint":"%2$s","annotations":{"summary":"It is bad"},"receiver":"audit","channels":[],"notification":"n"}\
            """.formatted(start, name, status);
    }

    private static StubServers newStub() {
        try {
            return new StubServers();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

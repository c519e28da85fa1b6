package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.Json;
import io.finops.localstack.http.HttpJson;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import io.finops.localstack.process.Shell;
import io.finops.localstack.supervisor.ComponentStatus;
import io.finops.localstack.supervisor.StatusBoard;
import io.finops.localstack.supervisor.SupervisorProcess;
import io.finops.rehearsal.runningstack.AuditTrail;
import io.finops.rehearsal.runningstack.StackAccess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** From a payment to its cost per transaction, an alert delivered, and nothing left behind. Ordered, because it ends with the end. */
@ExtendWith(RunningStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(StackIT.LAST)
class StackIT {
    /** {@link ClassOrderer.OrderAnnotation} runs every other system test before this one stops the stack. */
    static final int LAST = Integer.MAX_VALUE;

    @Test
    @Order(2)
    void everyTargetIsScraped(StackAccess stack) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
            assertThat(stack.prometheus().query("up == 0")).isEmpty();
            assertThat(stack.prometheus().query("up == 1")).hasSizeGreaterThanOrEqualTo(7);
        });
    }

    /** Every other system test has run by now: minutes in which nothing was broken. */
    @Test
    @Order(2)
    void nobodyIsToldOfAnythingAfterTheFirstStart(StackAccess stack) {
        assertThat(toldSince(stack, Instant.EPOCH)).isEmpty();
    }

    @Test
    @Order(3)
    void revenueAndTheBillAreJoinedToACostPerTransaction(StackAccess stack) {
        await().atMost(Duration.ofMinutes(3)).ignoreExceptions().untilAsserted(() -> {
            assertThat(stack.prometheus()
                            .value("finops:cost_per_transaction_usd:live")
                            .orElse(0))
                    .isPositive();
            assertThat(stack.prometheus().value("sum(app_revenue_total)").orElse(0))
                    .isPositive();
            assertThat(stack.prometheus()
                            .value("sum(cloud_bill_settled_day_amount)")
                            .orElse(0))
                    .isPositive();
        });
    }

    @Test
    @Order(4)
    void aPaymentIsTakenOnceHoweverOftenItIsSent(StackAccess stack) {
        String key = UUID.randomUUID().toString();
        HttpJson.Answer first = pay(stack, key);
        HttpJson.Answer second = pay(stack, key);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    }

    @Test
    @Order(5)
    void aSecondUpIsHarmless(LocalStackJar launcher, StackAccess stack) {
        List<ProcessIdentity> before = processes(stack);
        Shell.Result up = launcher.up();
        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("already running");
        assertThat(processes(stack)).isEqualTo(before);
    }

    @Test
    @Order(5)
    void theSmokeTestIsGreen(LocalStackJar launcher) {
        // A busy machine may take more than half a second over a query.
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Shell.Result smoke = launcher.rehearse("smoke-test");
            assertThat(smoke.succeeded()).as(smoke.output()).isTrue();
            assertThat(smoke.output()).contains("payment as a metric", "queries within");
        });
    }

    @Test
    @Order(6)
    void theOutageDrillsAlertIsDeliveredAndResolved(LocalStackJar launcher) {
        Shell.Result drill = launcher.rehearse("drill", "gateway-outage", "--json");
        System.out.println(drill.output());
        JsonNode report = Json.MAPPER.readTree(drill.lastLine());
        assertThat(report.path("alert").asString("")).isEqualTo("PaymentsOutage");
        assertThat(report.path("notified_seconds").asDouble(-1)).isPositive();
        assertThat(report.path("resolved_seconds").asDouble(-1)).isPositive();
    }

    @Test
    @Order(7)
    void theReportTellsOfTheOutageAndItsQueriesGiveItsFigures(LocalStackJar launcher, StackAccess stack) {
        String page =
                stack.http().send("GET", stack.url("report"), "", Map.of()).body();
        assertThat(page).contains("The last hour", "PaymentsOutage paged", "alert-audit");

        Shell.Result written = launcher.rehearse("report", "--days", "1", "--json");
        assertThat(written.succeeded()).as(written.output()).isTrue();
        JsonNode report = Json.MAPPER.readTree(written.output());
        assertThat(report.path("headlines").path(0).path("text").asString("")).startsWith("PaymentsOutage paged");
        JsonNode revenue = report.path("sections").path(0).path("figures").path(0);
        String query = report.path("questions")
                .path(revenue.path("footnotes").path(0).asInt(0) - 1)
                .path("query")
                .asString("");
        JsonNode again = stack.http()
                .get(
                        stack.url("prometheus") + "/api/v1/query?time="
                                + report.path("to").asString("") + "&query="
                                + URLEncoder.encode(query, StandardCharsets.UTF_8),
                        Map.of())
                .path("data")
                .path("result")
                .path(0)
                .path("value");
        assertThat(Double.parseDouble(again.path(1).asString("")))
                .isEqualTo(revenue.path("value").asDouble(-1))
                .isPositive();
    }

    @Test
    @Order(7)
    void anEstimateBeforeDaysWithPaymentsHaveSettledSaysSo(LocalStackJar launcher) {
        Shell.Result estimate = launcher.rehearse("estimate", "--tps", "60", "--hours", "4");

        assertThat(estimate.succeeded()).isFalse();
        assertThat(estimate.output()).contains("report: an estimate needs 14 settled days of the bill");
    }

    /** The very links that were sent. */
    @Test
    @Order(7)
    @NeedsOnPath({Browser.GRAFANA, Browser.CHROMIUM, Browser.DRIVER, "loki", "promtail"})
    void theAlertsLinksLeadToItsPageAndToTheLinesOfItsService(StackAccess stack) {
        AuditTrail.Alert alert = toldSince(stack, Instant.EPOCH).stream()
                .filter(told -> told.name().equals("PaymentsOutage"))
                .findFirst()
                .orElseThrow();
        try (Browser browser = new Browser(stack.url("grafana"), 1280, 1000)) {
            browser.open(String.valueOf(alert.annotations().get("dashboard_url")));
            await().atMost(Browser.PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(browser.text()).contains("Requests a second", "Error share"));

            browser.open(String.valueOf(alert.annotations().get("logs_url")));
            await().atMost(Browser.PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(browser.text()).contains("Logs volume", "payment_outcome"));
        }
    }

    @Test
    @Order(8)
    void aComponentThatDiesIsStartedAgain(StackAccess stack) {
        ProcessIdentity audit =
                stack.status("alert-audit").orElseThrow().identity().orElseThrow();
        ProcessIdentity database =
                stack.status("postgres").orElseThrow().identity().orElseThrow();
        stack.kill("alert-audit");
        stack.kill("postgres");
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(audit.isAlive() || database.isAlive()).isFalse();
            assertThat(stack.isUp("alert-audit") && stack.isUp("postgres")).isTrue();
            assertThat(stack.status("postgres").orElseThrow().restarts()).isPositive();
        });
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                pay(stack, UUID.randomUUID().toString()).status())
                        .isEqualTo(201));
    }

    @Test
    @Order(9)
    void anotherStackIsRefusedPortsThatAreTaken(LocalStackJar launcher) {
        LocalStackJar other = new LocalStackJar(
                new StackHome(
                        launcher.home().root().resolve("other"), launcher.home().repository()),
                launcher.ports());
        Shell.Result up = other.up();
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.lastLine()).startsWith("stack: port ").contains("taken");
        assertThat(new SupervisorProcess(other.home()).orphans()).isEmpty();
    }

    /** As when the machine restarts: the samples of the Prometheus before are seconds old. */
    @Test
    @Order(10)
    void nobodyIsToldOfAnythingWhenEverythingWasKilledAndStartsAgain(LocalStackJar launcher, StackAccess stack) {
        StatusBoard.Snapshot board = StatusBoard.read(launcher.home()).orElseThrow();
        List<ProcessIdentity> all = Stream.concat(Stream.of(board.supervisor()), processes(stack).stream())
                .toList();
        // Prometheus first: one that outlives the service for a scrape is right to page.
        Optional<ProcessIdentity> watching = stack.status("prometheus").flatMap(ComponentStatus::identity);
        Stream.concat(watching.stream(), all.stream())
                .forEach(process -> process.handle().ifPresent(ProcessHandle::destroyForcibly));
        // A process that is being killed holds its port until it is gone.
        await().atMost(Duration.ofMinutes(1)).until(() -> all.stream().noneMatch(ProcessIdentity::isAlive));
        nobodyIsToldOfTheStart(launcher);
    }

    @Test
    @Order(11)
    @EnabledIfSystemProperty(
            named = "quiet.gap",
            matches = "\\d+",
            disabledReason = "it waits; ./stack test --thorough has it")
    void nobodyIsToldOfAnythingWhenItWasStoppedForAWhileAndStartsAgain(LocalStackJar launcher)
            throws InterruptedException {
        assertThat(launcher.run("down").succeeded()).isTrue();
        TimeUnit.MINUTES.sleep(Integer.getInteger("quiet.gap", 15));

        nobodyIsToldOfTheStart(launcher);
    }

    private static void nobodyIsToldOfTheStart(LocalStackJar launcher) {
        Instant before = Instant.now();

        Shell.Result up = launcher.up();

        assertThat(up.exitCode()).as(up.output()).isZero();
        StackAccess stack = StackAccess.running(launcher.home());
        await().atMost(Duration.ofMinutes(4)).ignoreExceptions().untilAsserted(() -> {
            assertThat(stack.prometheus()
                            .value("finops:prometheus_watching:seconds")
                            .orElse(0))
                    .isPositive();
            assertThat(stack.prometheus()
                            .value("finops:payments_seen_for_75s:bool")
                            .orElse(0))
                    .isPositive();
        });
        assertThat(toldSince(stack, before)).isEmpty();
    }

    @Test
    @Order(12)
    void downLeavesNoProcess(LocalStackJar launcher, StackAccess stack) {
        List<ProcessIdentity> processes = processes(stack);
        assertThat(processes).hasSizeGreaterThanOrEqualTo(8);
        Shell.Result down = launcher.run("down");
        assertThat(down.exitCode()).as(down.output()).isZero();
        assertThat(down.output()).doesNotContain("lost their supervisor");
        assertThat(processes).noneMatch(ProcessIdentity::isAlive);
        assertThat(new SupervisorProcess(launcher.home()).orphans()).isEmpty();
        assertThat(launcher.run("status").exitCode()).isEqualTo(1);
    }

    private static List<AuditTrail.Alert> toldSince(StackAccess stack, Instant time) {
        return stack.audit().since(time).stream()
                .filter(alert -> !alert.name().equals("Watchdog"))
                .toList();
    }

    private static HttpJson.Answer pay(StackAccess stack, String key) {
        return stack.http()
                .send(
                        "POST",
                        stack.url("payments-service") + "/payments",
                        "{\"amount\": 1999, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_system_test\","
                                + " \"country\": \"DE\"}",
                        Map.of("Authorization", "Bearer " + stack.merchantApiKey(), "Idempotency-Key", key));
    }

    private static List<ProcessIdentity> processes(StackAccess stack) {
        return StatusBoard.read(stack.home()).orElseThrow().components().stream()
                .map(ComponentStatus::identity)
                .map(identity -> identity.orElseThrow())
                .toList();
    }
}

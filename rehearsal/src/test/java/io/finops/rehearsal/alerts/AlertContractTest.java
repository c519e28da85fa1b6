package io.finops.rehearsal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import io.finops.rehearsal.alerts.RuleFiles.Rule;
import io.finops.rehearsal.command.Drills;
import io.finops.rehearsal.drill.AlertDrill;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.promql.PromqlSelectors;
import io.finops.rehearsal.promql.PromqlSelectors.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody trusts an alert that has never fired: each has a runbook, a test of its three states, and a drill or a reason for none. */
class AlertContractTest {
    private static final Pattern DRILL = Pattern.compile("\\./stack drill ([a-z-]+)");
    private static final Set<String> DRILLS =
            Drills.all().stream().map(Drill::name).collect(Collectors.toSet());
    private static final Path RUNBOOKS = Checkout.root().resolve("docs/runbooks");

    static Stream<String> alerts() {
        return RuleFiles.alerts().stream().map(Rule::alert);
    }

    @Test
    void everyAlertSaysWhoIsMeantWhatItMeansAndWhereToLook() {
        assertThat(RuleFiles.alerts()).allSatisfy(alert -> {
            assertThat(alert.labels()).as(alert.alert()).containsOnlyKeys("severity", "service", "team");
            assertThat(alert.labels().get("severity")).as(alert.alert()).isIn("critical", "warning", "none");
            assertThat(alert.annotations())
                    .as(alert.alert())
                    .containsKeys(
                            "summary",
                            "description",
                            "runbook_url",
                            "dashboard_url",
                            "logs_url",
                            "release",
                            "also_firing");
            assertThat(alert.annotations().get("runbook_url")).as(alert.alert()).endsWith("/" + alert.alert() + ".md");
        });
    }

    @Test
    void namesAreGivenOnce() {
        assertThat(alerts()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasARunbookWithThreeChecks(String alert) throws IOException {
        String runbook = runbook(alert);
        assertThat(runbook)
                .contains(
                        "# " + alert + "\n", "## Meaning\n", "## Impact\n", "## First three checks\n", "## Remedies\n");
        assertThat(runbook).contains("\n1. ", "\n2. ", "\n3. ");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasADrillOrAReasonForNone(String alert) throws IOException {
        String section = runbook(alert).split("## Drill\n", 2)[1];
        Matcher drill = DRILL.matcher(section);
        boolean named = false;
        while (drill.find()) {
            assertThat(DRILLS)
                    .as("the drill that the runbook of " + alert + " names")
                    .contains(drill.group(1));
            named = true;
        }
        assertThat(named || section.startsWith("None")).as(section).isTrue();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void isTestedToFireToStayQuietAndToResolve(String alert) {
        List<String> about = RuleFiles.expectations().stream()
                .filter(expectation -> expectation.contains("alertname=\"" + alert + "\""))
                .toList();
        assertThat(about).as("fires").anyMatch(e -> e.contains("alertstate=\"firing\"") && e.contains("value=1"));
        if (!alert.equals("Watchdog")) {
            assertThat(about).as("stays quiet").anyMatch(e -> e.contains("quiet") && e.endsWith("| []"));
            assertThat(about).as("resolves").anyMatch(e -> e.contains("or vector(0)") && e.contains("value=0"));
        }
    }

    @Test
    void noRunbookIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(alerts().toList()));
        }
    }

    @Test
    void everyDrillRaisesAnAlertWhoseRunbookNamesIt() throws IOException {
        for (Drill drill : Drills.all()) {
            if (drill instanceof AlertDrill raising) {
                assertThat(alerts()).contains(raising.alert());
                assertThat(runbook(raising.alert())).contains("./stack drill " + drill.name());
                assertThat(alerts()).containsAll(raising.consequences());
            }
        }
    }

    @Test
    void costsArePinnedToOneBasisAndOneView() {
        assertThat(RuleFiles.rules()).allSatisfy(rule -> {
            for (Selector selector : PromqlSelectors.of(rule.expression())) {
                boolean part = selector.metric().startsWith("cloud_cost_");
                if ((part || selector.metric().startsWith("cloud_bill_"))
                        && !selector.metric().equals("cloud_cost_source_info")) {
                    assertThat(selector.matchers())
                            .as(rule.file() + ": " + rule.expression())
                            .contains("cost_basis")
                            .contains(part ? "view" : "");
                }
            }
        });
    }

    private static String runbook(String alert) throws IOException {
        return Files.readString(RUNBOOKS.resolve(alert + ".md"));
    }
}

package io.finops.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some hours of the broken month in a real Prometheus: what promtool records has to be what Prometheus would have recorded. */
class BacktestIT {
    private static final Instant MONDAY = Backtest.START.plus(Backtest.WARM_UP);
    /** The hours of the releases: one that changes nothing, one that is dearer, one that is cheaper. */
    private static final Instant FROM = MONDAY.plus(Duration.ofHours(129));

    private static final Duration HOURS = Duration.ofHours(14);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path scratch;

    @Test
    void tellsOfADearerReleaseWithinThreeMinutesAndOfNoOther() throws IOException, InterruptedException {
        Tools tools = new Tools(Checkout.root().resolve(".stack/tools"), line -> {});
        Backtest backtest =
                new Backtest(tools.require(Program.PROMETHEUS), tools.require(Program.PROMTOOL), scratch, line -> {});
        RuleBook book = backtest.read(Checkout.root().resolve("prometheus/rules"));
        List<Rule> alerts = book.alerts().stream()
                .filter(alert -> alert.name().startsWith("CostPerPayment"))
                .toList();
        List<Incident> releases = Incidents.from(MONDAY).stream()
                .filter(incident -> incident.start().isAfter(FROM)
                        && incident.over().isBefore(FROM.plus(HOURS))
                        && incident.name().contains("release"))
                .toList();
        assertThat(releases).hasSize(3);

        Verdict verdict = backtest.judge(
                        new Scenario("releases", 42, FROM, Duration.ofHours(1), HOURS, releases, List.of()),
                        book,
                        alerts)
                .verdict();

        assertThat(verdict.found()).singleElement().satisfies(found -> {
            assertThat(found.alert()).isEqualTo("CostPerPaymentRose");
            assertThat(found.seconds()).isPresent();
            assertThat(found.seconds().getAsLong()).isLessThanOrEqualTo(LIMIT.toSeconds());
        });
        assertThat(verdict.strayTickets()).isEmpty();
        assertThat(verdict.strayPages()).isEmpty();
    }
}

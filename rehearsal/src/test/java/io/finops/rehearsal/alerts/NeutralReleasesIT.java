package io.finops.rehearsal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.process.Shell;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that cost what the one before them cost raise no ticket, and the one after them that is dearer does. {@code -Dreleases.neutral} says how many. */
class NeutralReleasesIT {
    private static final int NEUTRAL = Integer.getInteger("releases.neutral", 8);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final String FIRING =
            "count(count_over_time(ALERTS{alertname=~\"CostPerPayment.+\",alertstate=\"firing\"}[%ds]))";

    @TempDir
    Path folder;

    @Test
    void noneOfThemRaisesATicketAndOneThatIsDearerDoes() throws IOException {
        ReleaseWorld world = new ReleaseWorld(42);
        for (int release = 0; release <= NEUTRAL; release++) {
            world.release(1);
        }
        int neutral = world.now();
        world.release(3);
        Path rules = Checkout.root().resolve("prometheus/rules");
        Path test = Files.writeString(folder.resolve("releases.yml"), """
                rule_files: [%1$s/prices.yml, %1$s/compute-cost.yml, %1$s/release-cost.yml, %1$s/finops.yml]
                evaluation_interval: 15s
                group_eval_order: [prices, price-calibration, finops-live, finops-day, compute-cost, release-cost]
                tests:
                  - interval: 15s
                    input_series:
                %2$s
                    promql_expr_test:
                      - expr: %3$s
                        eval_time: %4$ds
                        exp_samples: []
                      - expr: %5$s > bool 0
                        eval_time: %6$ds
                        exp_samples: [{labels: '{}', value: 1}]
                """.formatted(
                        rules,
                        world.series(),
                        String.format(FIRING, neutral),
                        neutral,
                        String.format(FIRING, 900),
                        neutral + 900));

        Path promtool = new Tools(Checkout.root().resolve(".stack/tools"), line -> {}).require(Program.PROMTOOL);
        Shell.Result result = Shell.run(LIMIT, List.of(promtool.toString(), "test", "rules", test.toString()));

        assertThat(result.succeeded()).as(result.output()).isTrue();
    }
}

package io.finops.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromtoolTest {
    /** {@code ruleImporter.importRule} of promtool 2.42 to 3.5.3: where the evaluations of its first block begin, and where they have to. */
    @ParameterizedTest
    @CsvSource({"5, 21600", "15, 21600", "60, 583200", "240, 583200"})
    void leavesEachRuleAnEvaluationBeforeTheEndOfTheFirstBlock(long interval, long block) {
        for (long from = block - 2 * interval; from <= block + interval; from++) {
            long start = Promtool.start(from, interval, block);
            assertThat(start).isBetween(from - interval, from);
            for (long offset = 0; offset < interval; offset++) {
                long first = start + Math.floorMod(offset - start, interval);
                long endOfBlock = start - start % block + block - 1;
                assertThat(first)
                        .as("start %s, offset %s", start, offset)
                        .isLessThan(endOfBlock)
                        .isLessThan(from + interval);
            }
        }
    }
}

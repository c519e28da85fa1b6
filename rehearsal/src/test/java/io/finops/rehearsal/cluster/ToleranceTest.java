package io.finops.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToleranceTest {
    private static final Pages QUIET = new Pages(List.of(), List.of());

    @Test
    void nothingIsWrongWhenNothingFailedAndNobodyWasPaged() {
        assertThat(Tolerance.NOTHING.faults(seen(0, 0), List.of(), QUIET)).isEmpty();
    }

    @Test
    void aFailedAnUndecidedPaymentAndAPageAreFaults() {
        Pages paged = new Pages(List.of("PaymentsServiceDown"), List.of());
        assertThat(Tolerance.NOTHING.faults(seen(1, 2), List.of(), paged))
                .hasSize(3)
                .anyMatch(fault -> fault.contains("1 payments failed"))
                .anyMatch(fault -> fault.contains("2 payments were left undecided"))
                .contains("wrong pages: PaymentsServiceDown");
    }

    @Test
    void differencesAreNeverTolerated() {
        Tolerance generous = new Tolerance(true, Set.of("PaymentsOutage"));
        assertThat(generous.faults(seen(3, 3), List.of("captures differ"), QUIET))
                .containsExactly("captures differ");
    }

    @Test
    void aRightPageHasToBeOverAtTheEnd() {
        Tolerance outage = new Tolerance(true, Set.of("PaymentsOutage"));
        assertThat(outage.faults(seen(3, 0), List.of(), new Pages(List.of("PaymentsOutage"), List.of())))
                .isEmpty();
        assertThat(outage.faults(
                        seen(3, 0), List.of(), new Pages(List.of("PaymentsOutage"), List.of("PaymentsOutage"))))
                .containsExactly("still firing: PaymentsOutage");
        assertThat(outage.faults(seen(3, 0), List.of(), new Pages(List.of("LedgerDrift"), List.of())))
                .containsExactly("wrong pages: LedgerDrift");
    }

    private static LoadResult seen(long failed, long undecided) {
        return new LoadResult(100, failed, failed, undecided, Map.of(), 100, 200, Map.of("pay_a", "approved"));
    }
}

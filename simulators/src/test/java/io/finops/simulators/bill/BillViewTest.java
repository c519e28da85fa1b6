package io.finops.simulators.bill;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillViewTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final LocalDate NEWEST_SETTLED = LocalDate.of(2026, 11, 17);

    private final Bill bill = new Bill(42);
    private final FaultSwitches switches = new FaultSwitches(() -> NOW, 1);

    @Test
    void withoutFaultsItIsTheBill() {
        BillView view = view();
        assertThat(view.day(NEWEST_SETTLED).total(CostBasis.UNBLENDED))
                .isEqualTo(bill.seen(NEWEST_SETTLED, NOW).total(CostBasis.UNBLENDED));
    }

    @Test
    void aRestatementMovesSettledDays() {
        long before = total(NEWEST_SETTLED.minusDays(4));
        long untouched = total(NEWEST_SETTLED.minusDays(5));
        switches.switchOn(Fault.CE_RESTATEMENT, Map.of("share", 0.5, "days", 5));
        assertThat(total(NEWEST_SETTLED.minusDays(4))).isGreaterThan(before * 5 / 4);
        assertThat(total(NEWEST_SETTLED.minusDays(5))).isEqualTo(untouched);
    }

    @Test
    void aCreditCanMakeADayNegative() {
        switches.switchOn(Fault.CE_NEGATIVE, Map.of());
        assertThat(total(NEWEST_SETTLED)).isNegative();
        assertThat(total(NEWEST_SETTLED.minusDays(1))).isPositive();
    }

    @Test
    void manyRowsAreOnOneDayAndCostACentEach() {
        long before = total(NEWEST_SETTLED);
        switches.switchOn(Fault.CE_MANY_ROWS, Map.of("rows", 10_000));
        assertThat(view().streams()).hasSize(bill.streams().size() + 1 + 10_000);
        assertThat(total(NEWEST_SETTLED)).isEqualTo(before + 10_000 * 10_000L);
    }

    @Test
    void theSpikeStaysWhereItBeganWhileTheClockMovesOn() {
        switches.switchOn(Fault.CE_SPIKE, Map.of("factor", 4));
        assertThat(BillFaults.of(switches).spike())
                .isEqualTo(new BillFaults.Spike("Amazon Elastic Compute Cloud - Compute", 4, NEWEST_SETTLED));
    }

    @Test
    void daysToComeShowNothingWhateverTheFault() {
        switches.switchOn(Fault.CE_NEGATIVE, Map.of());
        assertThat(total(LocalDate.of(2026, 11, 21))).isZero();
    }

    private BillView view() {
        return new BillView(bill, NOW, BillFaults.of(switches));
    }

    private long total(LocalDate day) {
        return view().day(day).total(CostBasis.UNBLENDED);
    }
}

package io.finops.simulators.bill;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.simulators.fault.FaultSwitches;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FocusExportTest {
    private static final YearMonth OCTOBER = YearMonth.parse("2026-10");
    private static final Instant AFTER_THE_INVOICE = Instant.parse("2026-11-10T12:00:00Z");

    private final Bill bill = new Bill(42);

    @Test
    void aMonthThatIsOverComesToItsFinalFigures() {
        Map<LocalDate, BigDecimal> billed = billed(AFTER_THE_INVOICE);

        assertThat(billed).hasSize(31);
        billed.forEach((day, amount) -> assertThat(amount)
                .as(day.toString())
                .isEqualByComparingTo(Micros.text(bill.finalFigures(day).total(CostBasis.UNBLENDED))));
    }

    @Test
    void aYoungDayIsRestatedInALaterExport() {
        LocalDate day = LocalDate.parse("2026-10-20");
        BigDecimal first = billed(Instant.parse("2026-10-21T16:00:00Z")).get(day);
        BigDecimal later = billed(Instant.parse("2026-10-24T16:00:00Z")).get(day);

        assertThat(first).isNotNull().isNotEqualByComparingTo(later);
    }

    @Test
    void chargesAreOnAnInvoiceOnceItIsMade() {
        assertThat(column(AFTER_THE_INVOICE, "InvoiceId")).containsOnly("SIM-2026-10");
        assertThat(column(Instant.parse("2026-10-20T12:00:00Z"), "InvoiceId")).containsOnly("");
        assertThat(column(AFTER_THE_INVOICE, "ChargeCategory")).contains("Usage", "Tax", "Credit", "Purchase");
    }

    private Map<LocalDate, BigDecimal> billed(Instant now) {
        List<String> amounts = column(now, "BilledCost");
        List<String> days = column(now, "ChargePeriodStart");
        Map<LocalDate, BigDecimal> billed = new TreeMap<>();
        for (int i = 0; i < amounts.size(); i++) {
            billed.merge(
                    LocalDate.parse(days.get(i).substring(0, 10)), new BigDecimal(amounts.get(i)), BigDecimal::add);
        }
        return billed;
    }

    /** The columns looked at come before any that has quotes or commas in it. */
    private List<String> column(Instant now, String name) {
        BillView view = new BillView(bill, now, BillFaults.of(new FaultSwitches(() -> now, 1)));
        List<String> lines = new FocusExport(view).csv(OCTOBER).lines().toList();
        int index = List.of(lines.get(0).split(",", -1)).indexOf(name);
        return lines.stream().skip(1).map(line -> line.split(",", -1)[index]).toList();
    }
}

package io.finops.simulators.bill;

import io.finops.simulators.fault.ActiveFault;
import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The faults that change the bill itself, as they were when a question was asked. */
public record BillFaults(
        @Nullable Spike spike,
        @Nullable Restatement restatement,
        @Nullable Windfall windfall,
        @Nullable Crowd crowd,
        String currency,
        boolean collidingTags) {

    public static final BillFaults NONE = new BillFaults(null, null, null, null, "USD", false);

    /** A service costs a multiple from a day on. */
    public record Spike(String service, double factor, LocalDate from) {}

    /** Days from {@code from} to before {@code until} are restated by a share of their usage. */
    public record Restatement(double share, LocalDate from, LocalDate until) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && day.isBefore(until);
        }
    }

    /** A credit of so many millionths of a dollar a day, from a day on. */
    public record Windfall(long amount, LocalDate from) {}

    /** On one day, so many more services, usage types and teams, at a cent each. */
    public record Crowd(int rows, LocalDate day) {}

    public static BillFaults of(FaultSwitches switches) {
        ActiveFault spike = switches.active(Fault.CE_SPIKE);
        ActiveFault restatement = switches.active(Fault.CE_RESTATEMENT);
        ActiveFault negative = switches.active(Fault.CE_NEGATIVE);
        ActiveFault rows = switches.active(Fault.CE_MANY_ROWS);
        ActiveFault currency = switches.active(Fault.CE_OTHER_CURRENCY);
        return new BillFaults(
                spike == null
                        ? null
                        : new Spike(
                                spike.text("service"), spike.number("factor"), from(spike, newestSettledDay(spike))),
                restatement == null ? null : restatement(restatement),
                negative == null
                        ? null
                        : new Windfall(
                                Math.round(negative.number("amount") * 1e6),
                                from(negative, newestSettledDay(negative))),
                rows == null ? null : new Crowd((int) rows.whole("rows"), from(rows, newestSettledDay(rows))),
                currency == null ? "USD" : currency.text("currency"),
                switches.isOn(Fault.CE_COLLIDING_TAGS));
    }

    private static Restatement restatement(ActiveFault fault) {
        int days = (int) fault.whole("days");
        LocalDate from = from(fault, newestSettledDay(fault).minusDays(days - 1L));
        return new Restatement(fault.number("share"), from, from.plusDays(days));
    }

    /** The newest day that had been over for 48 hours when the fault was switched on. */
    private static LocalDate newestSettledDay(ActiveFault fault) {
        return LocalDate.ofInstant(fault.since(), ZoneOffset.UTC).minusDays(3);
    }

    private static LocalDate from(ActiveFault fault, LocalDate byDefault) {
        LocalDate given = fault.date("from");
        return given == null ? byDefault : given;
    }
}

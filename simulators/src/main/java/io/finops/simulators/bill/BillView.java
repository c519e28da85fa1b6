package io.finops.simulators.bill;

import io.finops.simulators.bill.BillFaults.Crowd;
import io.finops.simulators.bill.BillFaults.Spike;
import io.finops.simulators.bill.BillFaults.Windfall;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bill as it is seen at one instant and with the faults of that instant: what a query reads. Immutable. */
public final class BillView {
    private static final long CENT = 10_000;

    private final Bill bill;
    private final Instant now;
    private final BillFaults faults;
    private final List<CostStream> streams;
    private final int windfall;
    private final int crowd;

    public BillView(Bill bill, Instant now, BillFaults faults) {
        this.bill = bill;
        this.now = now;
        this.faults = faults;
        List<CostStream> all = new ArrayList<>(bill.streams());
        windfall = all.size();
        all.add(DailyLines.payer(Company.EC2, "SimulatedGoodwill", RecordType.CREDIT));
        crowd = all.size();
        Crowd more = faults.crowd();
        for (int i = 1; more != null && i <= more.rows(); i++) {
            all.add(new CostStream(
                    Account.DATA,
                    "Simulated service %05d".formatted(i),
                    "us-east-1",
                    "Simulated:%05d".formatted(i),
                    "",
                    "",
                    RecordType.USAGE,
                    Map.of("team", "simulated-%05d".formatted(i)),
                    ""));
        }
        streams = List.copyOf(all);
    }

    /** The same bill and faults at another instant. */
    public BillView at(Instant other) {
        return new BillView(bill, other, faults);
    }

    public List<CostStream> streams() {
        return streams;
    }

    public Instant now() {
        return now;
    }

    public BillFaults faults() {
        return faults;
    }

    public Bill bill() {
        return bill;
    }

    /** What AWS shows of the day. */
    public DayFigures day(LocalDate day) {
        return withFaults(
                bill.seen(day, now),
                day,
                now.isBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /** What the day will have cost when all is settled, the faults of the bill included. */
    public DayFigures finalDay(LocalDate day) {
        return withFaults(bill.finalFigures(day), day, false);
    }

    /** Unblended total of some days as shown, in millionths of a dollar. */
    public long total(LocalDate from, LocalDate until, CostBasis basis) {
        long sum = 0;
        for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
            sum += day(day).total(basis);
        }
        return sum;
    }

    private DayFigures withFaults(DayFigures plain, LocalDate day, boolean yetToCome) {
        DayFigures figures = plain.copy(streams.size());
        if (yetToCome) {
            return figures;
        }
        Spike spike = faults.spike();
        if (spike != null && !day.isBefore(spike.from())) {
            for (int stream = 0; stream < windfall; stream++) {
                if (streams.get(stream).service().equals(spike.service())) {
                    figures.scale(stream, spike.factor());
                }
            }
        }
        BillFaults.Restatement restatement = faults.restatement();
        if (restatement != null && restatement.covers(day)) {
            for (int stream = 0; stream < windfall; stream++) {
                if (streams.get(stream).recordType() == RecordType.USAGE) {
                    figures.scale(stream, 1 + restatement.share());
                }
            }
        }
        Windfall credit = faults.windfall();
        if (credit != null && !day.isBefore(credit.from())) {
            figures.set(windfall, -credit.amount(), -credit.amount(), 1, 0);
        }
        Crowd more = faults.crowd();
        if (more != null && day.equals(more.day())) {
            for (int i = 0; i < more.rows(); i++) {
                figures.set(crowd + i, CENT, CENT, DailyLines.NET_SHARE, 1_000_000);
            }
        }
        return figures;
    }
}

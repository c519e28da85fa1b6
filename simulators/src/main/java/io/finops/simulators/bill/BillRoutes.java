package io.finops.simulators.bill;

import io.finops.simulators.clock.SettableClock;
import io.finops.simulators.fault.FaultSwitches;
import io.finops.simulators.http.Reply;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /bill/truth?from=&to=}: what each day will have cost when all is settled, for tests that compare. Faults that
 * change the bill are part of the truth while they are on.
 */
public final class BillRoutes {
    private static final int MOST_DAYS = 800;

    private final Bill bill;
    private final SettableClock clock;
    private final FaultSwitches switches;

    public BillRoutes(Bill bill, SettableClock clock, FaultSwitches switches) {
        this.bill = bill;
        this.clock = clock;
        this.switches = switches;
    }

    public void handle(HttpServerRequest request) {
        LocalDate from;
        LocalDate to;
        try {
            from = date(request.getParam("from"));
            to = date(request.getParam("to"));
        } catch (DateTimeException e) {
            Reply.problem(request, 400, "bad_period", "from and to must be dates such as 2026-11-20; to is exclusive");
            return;
        }
        if (!from.isBefore(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
            Reply.problem(request, 400, "bad_period", "from must be before to, by at most " + MOST_DAYS + " days");
            return;
        }
        BillView view = new BillView(bill, clock.now(), BillFaults.of(switches));
        List<Day> days = new ArrayList<>();
        for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
            days.add(day(view, day));
        }
        Reply.json(
                request,
                200,
                new Truth(true, clock.now().toString(), view.faults().currency(), days));
    }

    /** {@code GET /bill/focus?month=2026-11}: that month as AWS shows it now, in the FOCUS format. */
    public void focus(HttpServerRequest request) {
        YearMonth month;
        try {
            month = YearMonth.parse(String.valueOf(request.getParam("month")));
        } catch (DateTimeException e) {
            Reply.problem(request, 400, "bad_period", "month must be a month such as 2026-11");
            return;
        }
        BillView view = new BillView(bill, clock.now(), BillFaults.of(switches));
        Reply.csv(request, new FocusExport(view).csv(month));
    }

    private static Day day(BillView view, LocalDate day) {
        DayFigures figures = view.finalDay(day);
        Map<String, String> totals = new LinkedHashMap<>();
        for (CostBasis basis : CostBasis.values()) {
            if (basis != CostBasis.USAGE) {
                totals.put(basis.name().toLowerCase(Locale.ROOT), Micros.text(figures.total(basis)));
            }
        }
        Instant finalAt = Bill.finalAt(day);
        return new Day(day.toString(), finalAt.toString(), !view.now().isBefore(finalAt), totals);
    }

    private static LocalDate date(@Nullable String text) {
        if (text == null) {
            throw new DateTimeException("missing");
        }
        return LocalDate.parse(text);
    }

    /**
     * @param finalNow whether AWS already shows the day's final figures at the present reading of the clock
     */
    record Day(String date, String finalAt, boolean finalNow, Map<String, String> totals) {}

    record Truth(boolean simulated, String now, String currency, List<Day> days) {}
}

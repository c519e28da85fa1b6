package io.finops.simulators.bill;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A month of the bill as AWS shows it at an instant, as CSV in the FOCUS 1.2 format: a charge for each line and day. What AWS
 * restates between two instants differs between two exports.
 */
final class FocusExport {
    private static final String HEADER =
            "BilledCost,EffectiveCost,ListCost,ContractedCost,BillingCurrency,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,InvoiceId,ProviderName,ServiceName,RegionId,SubAccountId,SubAccountName,x_UsageType,x_Operation,Tags\n";
    private static final String PAYER = "999900001111";

    private final BillView view;

    FocusExport(BillView view) {
        this.view = view;
    }

    String csv(YearMonth month) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (LocalDate day = month.atDay(1); YearMonth.from(day).equals(month); day = day.plusDays(1)) {
            DayFigures figures = view.day(day);
            for (int stream = 0; stream < figures.streams(); stream++) {
                if (figures.isPresent(stream)) {
                    add(csv, day, view.streams().get(stream), figures, stream);
                }
            }
        }
        return csv.toString();
    }

    private void add(StringBuilder csv, LocalDate day, CostStream line, DayFigures figures, int stream) {
        YearMonth month = YearMonth.from(day);
        String unblended = Micros.text(figures.amount(CostBasis.UNBLENDED, stream));
        csv.append(String.join(
                        ",",
                        unblended,
                        Micros.text(figures.amount(CostBasis.AMORTIZED, stream)),
                        unblended,
                        unblended,
                        view.faults().currency(),
                        PAYER,
                        start(month.atDay(1)),
                        start(month.plusMonths(1).atDay(1)),
                        category(line.recordType()),
                        start(day),
                        start(day.plusDays(1)),
                        Bill.isEstimated(day, view.now()) ? "" : "SIM-" + month,
                        "AWS",
                        quoted(line.service()),
                        quoted(line.region()),
                        line.account().id(),
                        quoted(line.account().name()),
                        quoted(line.usageType()),
                        quoted(line.operation()),
                        quoted(tags(line.tags()))))
                .append('\n');
    }

    private static String start(LocalDate day) {
        return day + "T00:00:00Z";
    }

    private static String category(RecordType type) {
        return switch (type) {
            case CREDIT, REFUND -> "Credit";
            case TAX -> "Tax";
            case SAVINGS_PLAN_FEE, RESERVATION_FEE, SUPPORT -> "Purchase";
            case USAGE, DISCOUNTED_USAGE, SAVINGS_PLAN_COVERED, SAVINGS_PLAN_NEGATION -> "Usage";
        };
    }

    /** Keys and values of this bill need no escapes in JSON. */
    private static String tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> "\"" + tag.getKey() + "\": \"" + tag.getValue() + "\"")
                .sorted()
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}

package io.finops.simulators.aws;

import io.finops.simulators.bill.Account;
import io.finops.simulators.bill.BillView;
import io.finops.simulators.bill.CostBasis;
import io.finops.simulators.bill.CostStream;
import io.finops.simulators.bill.DayFigures;
import io.finops.simulators.fault.ActiveFault;
import io.finops.simulators.fault.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** AWS Budgets, {@code DescribeBudgets}: three monthly budgets of the paying account. */
final class Budgets implements AwsOperation {
    private static final long NEVER = Instant.parse("2087-06-15T00:00:00Z").getEpochSecond();
    private static final long BEGAN = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
    private static final int MOST_RESULTS = 100;

    private static final List<Budget> BUDGETS = List.of(
            new Budget("simulated-monthly-total", 112_000, null),
            new Budget("simulated-production", 80_000, Account.PRODUCTION),
            new Budget("simulated-data", 32_000, Account.DATA));

    @Override
    public ObjectNode answer(AwsRequest request) {
        String owner = request.caller().account();
        if (!request.text("AccountId", "").equals(owner) || request.accountScope() != null) {
            throw new AwsException(
                    400,
                    "AccessDeniedException",
                    "Account " + request.text("AccountId", "")
                            + " is not the caller's, or not one that pays; budgets belong to paying accounts");
        }
        int offset = offset(request);
        int most = request.has("MaxResults") ? request.at("MaxResults").asInt(MOST_RESULTS) : MOST_RESULTS;
        if (most < 1) {
            throw new AwsException(400, "InvalidParameterException", "MaxResults must be at least 1");
        }
        ObjectNode answer = Json.object();
        ArrayNode budgets = answer.putArray("Budgets");
        int end = Math.min(BUDGETS.size(), offset + most);
        BUDGETS.subList(Math.min(offset, end), end).forEach(budget -> write(budgets.addObject(), budget, request));
        if (end < BUDGETS.size()) {
            answer.put("NextToken", "simulated-" + end);
        } else if (!request.has("NextToken") && request.faults().isOn(Fault.CE_REPEATED_ITEMS)) {
            answer.put("NextToken", "simulated-0");
        }
        return answer;
    }

    private static int offset(AwsRequest request) {
        try {
            return request.has("NextToken")
                    ? Integer.parseInt(request.text("NextToken", "").replaceFirst("^simulated-", ""))
                    : 0;
        } catch (NumberFormatException e) {
            throw new AwsException(400, "InvalidNextTokenException", "The next token is not valid");
        }
    }

    private static void write(ObjectNode json, Budget budget, AwsRequest request) {
        BillView view = request.view();
        String unit = view.faults().currency();
        LocalDate today = request.today();
        long actual = 0;
        long toCome = 0;
        for (LocalDate day = today.withDayOfMonth(1); day.getMonth() == today.getMonth(); day = day.plusDays(1)) {
            if (day.isAfter(today)) {
                toCome += budget.sum(view, view.finalDay(day));
            } else {
                actual += budget.sum(view, view.day(day));
            }
        }
        long restOfToday = budget.sum(view, view.finalDay(today)) - budget.sum(view, view.day(today));
        ActiveFault overrun = request.faults().active(Fault.BUDGET_OVERRUN);
        if (overrun != null && overrun.text("budget").equals(budget.name())) {
            actual = Math.round(budget.dollars() * 1e6 * overrun.number("ratio"));
        }
        double error = 1 + 0.015 * view.bill().forecastError(today);
        json.put("BudgetName", budget.name())
                .put("BudgetType", "COST")
                .put("TimeUnit", "MONTHLY")
                .put("LastUpdatedTime", view.now().getEpochSecond());
        json.set("BudgetLimit", Json.amount(budget.dollars() * 1_000_000, unit));
        json.putObject("TimePeriod").put("Start", BEGAN).put("End", NEVER);
        ObjectNode filters = json.putObject("CostFilters");
        Account account = budget.account();
        if (account != null) {
            filters.putArray("LinkedAccount").add(account.id());
        }
        json.putObject("CostTypes")
                .put("IncludeTax", true)
                .put("IncludeSubscription", true)
                .put("UseBlended", false)
                .put("IncludeRefund", true)
                .put("IncludeCredit", true)
                .put("IncludeUpfront", true)
                .put("IncludeRecurring", true)
                .put("IncludeOtherSubscription", true)
                .put("IncludeSupport", true)
                .put("IncludeDiscount", true)
                .put("UseAmortized", false);
        ObjectNode spend = json.putObject("CalculatedSpend");
        spend.set("ActualSpend", Json.amount(actual, unit));
        spend.set("ForecastedSpend", Json.amount(actual + Math.round((restOfToday + toCome) * error), unit));
    }

    /**
     * A monthly cost budget.
     *
     * @param account null for the whole company
     */
    private record Budget(
            String name, long dollars, @Nullable Account account) {
        long sum(BillView view, DayFigures figures) {
            Predicate<CostStream> counts =
                    stream -> account == null || stream.account().equals(account);
            long sum = 0;
            for (int stream = 0; stream < figures.streams(); stream++) {
                if (counts.test(view.streams().get(stream))) {
                    sum += figures.amount(CostBasis.UNBLENDED, stream);
                }
            }
            return sum;
        }
    }
}

package io.finops.simulators.aws;

import io.finops.simulators.bill.Account;
import io.finops.simulators.bill.BillView;
import io.finops.simulators.bill.CostBasis;
import io.finops.simulators.bill.CostStream;
import io.finops.simulators.bill.DayFigures;
import io.finops.simulators.bill.RecordType;
import io.finops.simulators.fault.Fault;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cost Optimization Hub, {@code ListRecommendationSummaries} by action: fixed shares of what was used for 30 days. */
final class OptimizationHub {
    private static final int DAYS = 30;

    /** What the recommendations come to once those that exclude each other are counted once. */
    private static final double DEDUPLICATED = 0.7;

    private static final List<Advice> ADVICE = List.of(
            new Advice(
                    "MigrateToGraviton", 0.1, stream -> !stream.instanceType().isEmpty()),
            new Advice("PurchaseSavingsPlans", 0.12, stream -> stream.service().contains("Compute")),
            new Advice("Rightsize", 0.18, stream -> !stream.instanceType().isEmpty()),
            new Advice("Stop", 0.35, stream -> stream.account().equals(Account.STAGING)));

    private OptimizationHub() {}

    private record Advice(String action, double share, Predicate<CostStream> concerns) {}

    static ObjectNode summaries(AwsRequest request) {
        if (!request.text("groupBy", "").equals("ActionType")) {
            throw AwsException.validation("the simulator groups by ActionType only");
        }
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        double total = 0;
        for (Advice advice : ADVICE) {
            Predicate<CostStream> concerned = stream -> stream.recordType() == RecordType.USAGE
                    && advice.concerns().test(stream)
                    && (request.accountScope() == null || stream.account().id().equals(request.accountScope()));
            long lines = request.view().streams().stream().filter(concerned).count();
            if (lines > 0) {
                double savings = Math.round(used(request, concerned) * advice.share() / 10_000) / 100.0;
                total += savings;
                items.addObject()
                        .put("group", advice.action())
                        .put("estimatedMonthlySavings", savings)
                        .put("recommendationCount", lines);
            }
        }
        answer.put("groupBy", "ActionType")
                .put("currencyCode", request.view().faults().currency())
                .put("estimatedTotalDedupedSavings", Math.round(total * DEDUPLICATED * 100) / 100.0);
        if (!request.has("nextToken") && request.faults().isOn(Fault.CE_REPEATED_ITEMS)) {
            answer.put("nextToken", "simulated-again");
        }
        return answer;
    }

    private static double used(AwsRequest request, Predicate<CostStream> concerned) {
        BillView view = request.view();
        LocalDate today = request.today();
        double used = 0;
        for (LocalDate day = today.minusDays(DAYS); day.isBefore(today); day = day.plusDays(1)) {
            DayFigures figures = view.day(day);
            for (int stream = 0; stream < figures.streams(); stream++) {
                if (concerned.test(view.streams().get(stream))) {
                    used += figures.amount(CostBasis.UNBLENDED, stream);
                }
            }
        }
        return used;
    }
}

package io.finops.simulators.aws;

import io.finops.simulators.bill.Commitments;
import io.finops.simulators.fault.Fault;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GetSavingsPlansUtilization} and {@code GetSavingsPlansCoverage}. */
final class SavingsPlans {
    private SavingsPlans() {}

    static ObjectNode utilization(AwsRequest request) {
        TimePeriod period = CommittedPeriod.parse(request);
        if (!period.end().isBefore(request.today())) {
            throw AwsException.validation(
                    "End date " + period.end() + " must be before the current date " + request.today());
        }
        ObjectNode answer = Json.object();
        ArrayNode parts = answer.putArray("SavingsPlansUtilizationsByTime");
        for (TimePeriod part : CommittedPeriod.parts(request, period)) {
            ObjectNode json = parts.addObject();
            json.set("TimePeriod", part.json());
            utilization(json, CommittedPeriod.sum(request, part));
        }
        utilization(answer.putObject("Total"), CommittedPeriod.sum(request, period));
        return answer;
    }

    static ObjectNode coverage(AwsRequest request) {
        TimePeriod period = CommittedPeriod.parse(request);
        ObjectNode answer = Json.object();
        ArrayNode coverages = answer.putArray("SavingsPlansCoverages");
        for (TimePeriod part : CommittedPeriod.parts(request, period)) {
            Commitments sum = CommittedPeriod.sum(request, part);
            ObjectNode json = coverages.addObject();
            json.putObject("Attributes");
            json.putObject("Coverage")
                    .put("SpendCoveredBySavingsPlans", Json.decimal(sum.savingsPlanCovered()))
                    .put("OnDemandCost", Json.decimal(sum.savingsPlanEligible() - sum.savingsPlanCovered()))
                    .put("TotalCost", Json.decimal(sum.savingsPlanEligible()))
                    .put("CoveragePercentage", Json.percentage(sum.savingsPlanCovered(), sum.savingsPlanEligible()));
            json.set("TimePeriod", part.json());
        }
        if (!request.has("NextToken") && request.faults().isOn(Fault.CE_REPEATED_ITEMS)) {
            answer.put("NextToken", "simulated-again");
        }
        return answer;
    }

    private static void utilization(ObjectNode json, Commitments sum) {
        json.putObject("Utilization")
                .put("TotalCommitment", Json.decimal(sum.savingsPlanFee()))
                .put("UsedCommitment", Json.decimal(sum.savingsPlanUsed()))
                .put("UnusedCommitment", Json.decimal(sum.savingsPlanFee() - sum.savingsPlanUsed()))
                .put("UtilizationPercentage", Json.percentage(sum.savingsPlanUsed(), sum.savingsPlanFee()));
        json.putObject("Savings")
                .put("NetSavings", Json.decimal(sum.savingsPlanCovered() - sum.savingsPlanFee()))
                .put("OnDemandCostEquivalent", Json.decimal(sum.savingsPlanCovered()));
        json.putObject("AmortizedCommitment")
                .put("AmortizedRecurringCommitment", Json.decimal(sum.savingsPlanFee()))
                .put("AmortizedUpfrontCommitment", "0")
                .put("TotalAmortizedCommitment", Json.decimal(sum.savingsPlanFee()));
    }
}

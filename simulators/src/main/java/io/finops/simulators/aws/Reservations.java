package io.finops.simulators.aws;

import io.finops.simulators.bill.Commitments;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GetReservationUtilization} and {@code GetReservationCoverage}: four database instances are reserved. */
final class Reservations {
    private static final long RESERVED_INSTANCES = 4;
    private static final long MILLION = 1_000_000;

    private Reservations() {}

    static ObjectNode utilization(AwsRequest request) {
        TimePeriod period = CommittedPeriod.parse(request);
        ObjectNode answer = Json.object();
        ArrayNode parts = answer.putArray("UtilizationsByTime");
        for (TimePeriod part : CommittedPeriod.parts(request, period)) {
            ObjectNode json = parts.addObject();
            json.set("TimePeriod", part.json());
            json.putArray("Groups");
            utilization(json.putObject("Total"), request, part);
        }
        utilization(answer.putObject("Total"), request, period);
        return answer;
    }

    static ObjectNode coverage(AwsRequest request) {
        TimePeriod period = CommittedPeriod.parse(request);
        ObjectNode answer = Json.object();
        ArrayNode parts = answer.putArray("CoveragesByTime");
        for (TimePeriod part : CommittedPeriod.parts(request, period)) {
            ObjectNode json = parts.addObject();
            json.set("TimePeriod", part.json());
            json.putArray("Groups");
            coverage(json.putObject("Total"), request, part);
        }
        coverage(answer.putObject("Total"), request, period);
        return answer;
    }

    private static void utilization(ObjectNode json, AwsRequest request, TimePeriod part) {
        Commitments sum = CommittedPeriod.sum(request, part);
        long hours = purchasedHours(request, part);
        long used = share(hours, sum.reservationUsed(), sum.reservationFee());
        json.put("UtilizationPercentage", Json.percentage(sum.reservationUsed(), sum.reservationFee()))
                .put("PurchasedHours", Json.decimal(hours))
                .put("TotalActualHours", Json.decimal(used))
                .put("UnusedHours", Json.decimal(hours - used))
                .put("OnDemandCostOfRIHoursUsed", Json.decimal(sum.reservationCovered()))
                .put("NetRISavings", Json.decimal(sum.reservationCovered() - sum.reservationFee()))
                .put("RICostForUnusedHours", Json.decimal(sum.reservationFee() - sum.reservationUsed()))
                .put("AmortizedRecurringFee", Json.decimal(sum.reservationFee()))
                .put("AmortizedUpfrontFee", "0")
                .put("TotalAmortizedFee", Json.decimal(sum.reservationFee()));
    }

    private static void coverage(ObjectNode json, AwsRequest request, TimePeriod part) {
        Commitments sum = CommittedPeriod.sum(request, part);
        long reserved = share(purchasedHours(request, part), sum.reservationUsed(), sum.reservationFee());
        long running = share(reserved, sum.reservationEligible(), sum.reservationCovered());
        json.putObject("CoverageHours")
                .put("ReservedHours", Json.decimal(reserved))
                .put("OnDemandHours", Json.decimal(running - reserved))
                .put("TotalRunningHours", Json.decimal(running))
                .put("CoverageHoursPercentage", Json.percentage(reserved, running));
        json.putObject("CoverageCost")
                .put("OnDemandCost", Json.decimal(sum.reservationEligible() - sum.reservationCovered()));
    }

    private static long purchasedHours(AwsRequest request, TimePeriod part) {
        TimePeriod complete = CommittedPeriod.complete(request, part);
        return ChronoUnit.DAYS.between(complete.start(), complete.end()) * 24 * RESERVED_INSTANCES * MILLION;
    }

    private static long share(long of, long part, long whole) {
        return whole == 0 ? 0 : Math.round((double) of * part / whole);
    }
}

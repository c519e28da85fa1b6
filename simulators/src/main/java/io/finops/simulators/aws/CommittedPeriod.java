package io.finops.simulators.aws;

import io.finops.simulators.bill.Commitments;
import java.time.LocalDate;
import java.util.List;

/** What the questions about commitments (Savings Plans and reservations) have in common. */
final class CommittedPeriod {
    private CommittedPeriod() {}

    /** Linked accounts own no commitments here, which AWS answers as it answers accounts without data. */
    static TimePeriod parse(AwsRequest request) {
        TimePeriod period = TimePeriod.parse(request.at("TimePeriod"));
        period.mustBeHistory(request.today());
        if (request.accountScope() != null) {
            throw new AwsException(400, "DataUnavailableException", "Data is not available: this account owns none.");
        }
        return period;
    }

    /** One part without a granularity. */
    static List<TimePeriod> parts(AwsRequest request, TimePeriod period) {
        return request.has("Granularity") ? period.split(request.text("Granularity", "")) : List.of(period);
    }

    static Commitments sum(AwsRequest request, TimePeriod period) {
        TimePeriod complete = complete(request, period);
        Commitments sum = Commitments.NONE;
        for (LocalDate day = complete.start(); day.isBefore(complete.end()); day = day.plusDays(1)) {
            sum = sum.plus(request.view().bill().commitments(day));
        }
        return sum;
    }

    /** Only days that are over. */
    static TimePeriod complete(AwsRequest request, TimePeriod period) {
        LocalDate today = request.today();
        LocalDate end = period.end().isAfter(today) ? today : period.end();
        return new TimePeriod(period.start().isAfter(end) ? end : period.start(), end);
    }
}

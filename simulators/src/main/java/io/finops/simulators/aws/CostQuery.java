package io.finops.simulators.aws;

import io.finops.simulators.bill.CostStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A validated question. Equal questions are the same question, whatever page they ask for. */
record CostQuery(
        TimePeriod period,
        String granularity,
        List<Metric> metrics,
        List<StreamKey> groupBy,
        JsonNode filter,
        String scope) {

    static CostQuery parse(AwsRequest request) {
        TimePeriod period = TimePeriod.parse(request.at("TimePeriod"));
        period.mustBeHistory(request.today());
        String granularity = request.text("Granularity", "");
        List<Metric> metrics =
                request.texts("Metrics").stream().map(Metric::parse).distinct().toList();
        if (metrics.isEmpty()) {
            throw AwsException.validation("At least one metric is required");
        }
        return new CostQuery(
                period,
                granularity,
                metrics,
                groupBy(request),
                request.at("Filter"),
                Objects.requireNonNullElse(request.accountScope(), ""));
    }

    private static List<StreamKey> groupBy(AwsRequest request) {
        List<StreamKey> keys = new ArrayList<>();
        boolean colliding = request.view().faults().collidingTags();
        for (JsonNode by : request.at("GroupBy")) {
            String key = by.path("Key").asString("");
            String type = by.path("Type").asString("");
            keys.add(
                    switch (type) {
                        case "DIMENSION" -> new StreamKey.OfDimension(Dimension.parse(key, "groupBy.key"));
                        case "TAG" -> StreamKey.OfTag.of(key, colliding);
                        case "COST_CATEGORY" -> new StreamKey.OfCategory(key);
                        default ->
                            throw AwsException.validation("1 validation error detected: Value '" + type
                                    + "' at 'groupBy.type' failed to satisfy constraint: Member must satisfy enum"
                                    + " value set: [COST_CATEGORY, DIMENSION, TAG]");
                    });
        }
        if (keys.size() > 2) {
            throw AwsException.validation("GroupBy supports at most 2 groups, but there are " + keys.size());
        }
        return keys;
    }

    Predicate<CostStream> selects(boolean collidingTags) {
        Predicate<CostStream> chosen = Expression.parse(filter, collidingTags);
        return scope.isEmpty()
                ? chosen
                : chosen.and(stream -> stream.account().id().equals(scope));
    }
}

package io.finops.simulators.aws;

import io.finops.simulators.bill.Account;
import io.finops.simulators.bill.Bill;
import io.finops.simulators.bill.CostStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A validated question. Equal questions are the same question, whatever page they ask for. */
record CostQuery(
        TimePeriod period,
        String granularity,
        List<Metric> metrics,
        List<StreamKey> groupBy,
        JsonNode filter,
        String scope) {

    /** What a billing view of the paying account is called that shows one account's costs only: {@code custom-} and its name. */
    private static final Pattern BILLING_VIEW =
            Pattern.compile("arn:aws:billing::\\d{12}:billingview/(primary|custom-(.+))");

    static CostQuery parse(AwsRequest request) {
        TimePeriod period = TimePeriod.parse(request.at("TimePeriod"));
        period.mustBeHistory(request.today());
        List<Metric> metrics =
                request.texts("Metrics").stream().map(Metric::parse).distinct().toList();
        if (metrics.isEmpty()) {
            throw AwsException.validation("At least one metric is required");
        }
        return parse(request, period, request.text("Granularity", ""), metrics);
    }

    static CostQuery parse(AwsRequest request, TimePeriod period, String granularity, List<Metric> metrics) {
        return new CostQuery(period, granularity, metrics, groupBy(request), request.at("Filter"), scope(request));
    }

    private static String scope(AwsRequest request) {
        String asked = request.text("BillingViewArn", "");
        String own = request.accountScope();
        if (asked.isEmpty() || own != null) {
            return own == null ? "" : own;
        }
        Matcher view = BILLING_VIEW.matcher(asked);
        if (view.matches() && view.group(1).equals("primary")) {
            return "";
        }
        return Bill.accounts().stream()
                .filter(account -> view.matches() && account.name().equals(view.group(2)))
                .map(Account::id)
                .findFirst()
                .orElseThrow(() -> new AwsException(400, "ResourceNotFoundException", "no billing view " + asked));
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

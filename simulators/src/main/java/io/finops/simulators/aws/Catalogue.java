package io.finops.simulators.aws;

import io.finops.simulators.bill.Account;
import io.finops.simulators.bill.Bill;
import io.finops.simulators.bill.BillView;
import io.finops.simulators.bill.CostStream;
import io.finops.simulators.bill.DayFigures;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which values there are: {@code GetDimensionValues}, {@code GetTags} and {@code GetCostCategories}. */
final class Catalogue {
    private static final List<String> TAG_KEYS = List.of("environment", "team");
    private static final List<String> COLLIDING_TAG_KEYS =
            List.of("Cost.Center", "cost-center", "cost_center", "environment", "team");

    private Catalogue() {}

    static ObjectNode dimensionValues(AwsRequest request) {
        Dimension dimension = Dimension.parse(request.text("Dimension", ""), "dimension");
        ObjectNode answer = Json.object();
        ArrayNode values = answer.putArray("DimensionValues");
        for (String value : values(request, new StreamKey.OfDimension(dimension))) {
            ObjectNode attributes = values.addObject().put("Value", value).putObject("Attributes");
            if (dimension == Dimension.LINKED_ACCOUNT) {
                attributes.put("description", accountName(value));
            }
        }
        return sized(answer, values.size());
    }

    static ObjectNode tags(AwsRequest request) {
        boolean colliding = request.view().faults().collidingTags();
        Set<String> tags = request.has("TagKey")
                ? values(request, StreamKey.OfTag.of(request.text("TagKey", ""), colliding))
                : new TreeSet<>(colliding ? COLLIDING_TAG_KEYS : TAG_KEYS);
        ObjectNode answer = Json.object();
        tags.forEach(answer.putArray("Tags")::add);
        return sized(answer, tags.size());
    }

    static ObjectNode costCategories(AwsRequest request) {
        ObjectNode answer = Json.object();
        if (!request.has("CostCategoryName")) {
            answer.putArray("CostCategoryNames").add(StreamKey.OfCategory.PRODUCT);
            return sized(answer, 1);
        }
        Set<String> values = values(request, new StreamKey.OfCategory(request.text("CostCategoryName", "")));
        values.forEach(answer.putArray("CostCategoryValues")::add);
        return sized(answer, values.size());
    }

    /** Values of lines that cost or counted something in the period. */
    private static Set<String> values(AwsRequest request, StreamKey key) {
        TimePeriod period = TimePeriod.parse(request.at("TimePeriod"));
        period.mustBeHistory(request.today());
        BillView view = request.view();
        String search = request.text("SearchString", "");
        Set<String> values = new TreeSet<>();
        for (LocalDate day = period.start(); day.isBefore(period.end()); day = day.plusDays(1)) {
            DayFigures figures = view.day(day);
            for (int stream = 0; stream < figures.streams(); stream++) {
                CostStream line = view.streams().get(stream);
                String scope = request.accountScope();
                if (figures.isPresent(stream)
                        && (scope == null || line.account().id().equals(scope))) {
                    values.add(key.value(line));
                }
            }
        }
        return values.stream().filter(value -> value.contains(search)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static ObjectNode sized(ObjectNode answer, int size) {
        return answer.put("ReturnSize", size).put("TotalSize", size);
    }

    private static String accountName(String id) {
        return Bill.accounts().stream()
                .filter(account -> account.id().equals(id))
                .map(Account::name)
                .findFirst()
                .orElse("");
    }
}

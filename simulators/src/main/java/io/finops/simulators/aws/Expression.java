package io.finops.simulators.aws;

import io.finops.simulators.bill.CostStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Cost Explorer's filter: {@code And}, {@code Or}, {@code Not}, {@code Dimensions}, {@code Tags}, {@code CostCategories}. */
final class Expression {
    private Expression() {}

    static Predicate<CostStream> parse(JsonNode node, boolean collidingTags) {
        if (node.isMissingNode() || node.isNull()) {
            return stream -> true;
        }
        List<String> roots = new ArrayList<>();
        for (String name : node.propertyNames()) {
            if (!node.path(name).isNull()) {
                roots.add(name);
            }
        }
        if (roots.size() != 1) {
            throw AwsException.validation(
                    "Failed to create filter: Expression must have exactly one root: one of Or, And,"
                            + " Not, Dimensions, Tags, CostCategories. Found " + roots);
        }
        String root = roots.get(0);
        JsonNode operand = node.path(root);
        return switch (root) {
            case "And" -> operands(operand, "And", collidingTags).stream().reduce(stream -> true, Predicate::and);
            case "Or" -> operands(operand, "Or", collidingTags).stream().reduce(stream -> false, Predicate::or);
            case "Not" -> parse(operand, collidingTags).negate();
            case "Dimensions" ->
                values(
                        operand,
                        new StreamKey.OfDimension(
                                Dimension.parse(operand.path("Key").asString(""), "filter.dimensions.key")));
            case "Tags" ->
                values(operand, StreamKey.OfTag.of(operand.path("Key").asString(""), collidingTags));
            case "CostCategories" ->
                values(operand, new StreamKey.OfCategory(operand.path("Key").asString("")));
            default -> throw AwsException.validation("Failed to create filter: unknown expression " + root);
        };
    }

    private static List<Predicate<CostStream>> operands(JsonNode array, String name, boolean collidingTags) {
        if (!array.isArray() || array.size() < 2) {
            throw AwsException.validation("Failed to create filter: " + name + " must have at least 2 operands");
        }
        List<Predicate<CostStream>> operands = new ArrayList<>();
        for (JsonNode operand : array) {
            operands.add(parse(operand, collidingTags));
        }
        return operands;
    }

    private static Predicate<CostStream> values(JsonNode node, StreamKey key) {
        List<String> values = AwsRequest.texts(node.path("Values"));
        List<String> options = AwsRequest.texts(node.path("MatchOptions"));
        if (options.contains("ABSENT")) {
            return stream -> key.value(stream).isEmpty();
        }
        if (values.isEmpty()) {
            throw AwsException.validation("Failed to create filter: Values must not be empty for key " + key.name());
        }
        boolean caseSensitive = !options.contains("CASE_INSENSITIVE");
        return stream -> {
            String actual = folded(key.value(stream), caseSensitive);
            for (String value : values) {
                if (matches(actual, folded(value, caseSensitive), options)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean matches(String actual, String value, List<String> options) {
        if (options.contains("STARTS_WITH")) {
            return actual.startsWith(value);
        } else if (options.contains("ENDS_WITH")) {
            return actual.endsWith(value);
        } else if (options.contains("CONTAINS")) {
            return actual.contains(value);
        }
        return actual.equals(value);
    }

    private static String folded(String text, boolean caseSensitive) {
        return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
    }
}

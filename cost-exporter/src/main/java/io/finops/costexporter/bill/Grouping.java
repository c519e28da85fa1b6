package io.finops.costexporter.bill;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing a view splits the bill by: a dimension of Cost Explorer, a tag, or a cost category.
 *
 * @param kind what it is
 * @param key the dimension's name, the tag's key or the category's name, as AWS spells it
 * @param label the metric label it becomes
 */
public record Grouping(Kind kind, String key, String label) {
    /** What AWS calls the type of a group definition. */
    public enum Kind {
        DIMENSION,
        TAG,
        COST_CATEGORY,
        /** A column of an export in the FOCUS format; Cost Explorer has none. */
        COLUMN
    }

    private enum Dimension {
        SERVICE("service", "SERVICE", "cost_service"),
        ACCOUNT("account", "LINKED_ACCOUNT", "account_id"),
        REGION("region", "REGION", "cost_region"),
        USAGE_TYPE("usage-type", "USAGE_TYPE", "usage_type"),
        CHARGE_TYPE("charge-type", "RECORD_TYPE", "charge_type"),
        OPERATION("operation", "OPERATION", "cost_operation"),
        INSTANCE_TYPE("instance-type", "INSTANCE_TYPE", "cost_instance_type"),
        PLATFORM("platform", "PLATFORM", "cost_platform"),
        PURCHASE_TYPE("purchase-type", "PURCHASE_TYPE", "cost_purchase_type"),
        AVAILABILITY_ZONE("availability-zone", "AZ", "cost_availability_zone"),
        DATABASE_ENGINE("database-engine", "DATABASE_ENGINE", "cost_database_engine"),
        LEGAL_ENTITY("legal-entity", "LEGAL_ENTITY_NAME", "cost_legal_entity");

        private final String word;
        private final String key;
        private final String label;

        Dimension(String word, String key, String label) {
            this.word = word;
            this.key = key;
            this.label = label;
        }
    }

    /** What {@link #parse} understands, for messages. */
    public static final String ACCEPTED =
            Arrays.stream(Dimension.values()).map(d -> d.word).collect(Collectors.joining(", "))
                    + ", tag:<key>, cost-category:<name>, or column:<name> of a FOCUS export";

    private static final Pattern NOT_IN_A_LABEL = Pattern.compile("[^a-zA-Z0-9_]");

    /**
     * Understands a configured word.
     *
     * @param word such as {@code service}, {@code account}, {@code tag:team} or {@code cost-category:product}
     * @throws IllegalArgumentException if it is none of {@link #ACCEPTED}
     */
    public static Grouping parse(String word) {
        if (word.startsWith("tag:") && word.length() > "tag:".length()) {
            return keyed(Kind.TAG, word.substring("tag:".length()), "cost_tag_");
        }
        if (word.startsWith("cost-category:") && word.length() > "cost-category:".length()) {
            return keyed(Kind.COST_CATEGORY, word.substring("cost-category:".length()), "cost_category_");
        }
        if (word.startsWith("column:") && word.length() > "column:".length()) {
            return column(word.substring("column:".length()));
        }
        for (Dimension dimension : Dimension.values()) {
            if (dimension.word.equals(word)) {
                return new Grouping(Kind.DIMENSION, dimension.key, dimension.label);
            }
        }
        throw new IllegalArgumentException(word);
    }

    private static Grouping keyed(Kind kind, String key, String prefix) {
        String name = NOT_IN_A_LABEL.matcher(key).replaceAll("_");
        return new Grouping(kind, key, prefix + name);
    }

    /** {@code ResourceId} becomes {@code cost_resource_id}. */
    private static Grouping column(String name) {
        String words = NOT_IN_A_LABEL.matcher(name).replaceAll("_").replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
        return new Grouping(Kind.COLUMN, name, "cost_" + words.toLowerCase(Locale.ROOT));
    }

    public boolean isAccount() {
        return label.equals(Dimension.ACCOUNT.label);
    }

    /** The value in a group's key as AWS writes it: {@code team$payments} for tags and categories, plain otherwise. */
    public String valueOf(String groupKey) {
        if (kind == Kind.DIMENSION || kind == Kind.COLUMN) {
            return groupKey;
        }
        String prefix = key + "$";
        return groupKey.startsWith(prefix) ? groupKey.substring(prefix.length()) : groupKey;
    }

    /** The labels of several groupings, in order. */
    public static List<String> labels(List<Grouping> groupings) {
        return groupings.stream().map(Grouping::label).toList();
    }
}

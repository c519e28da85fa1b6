package io.finops.simulators.aws;

import io.finops.simulators.bill.CostStream;
import java.util.Set;

/** What a query groups or filters by: a dimension, a tag, or a cost category. */
sealed interface StreamKey {
    /** The bare value; empty where a tag or category is absent. */
    String value(CostStream stream);

    /** As a group's key: tags and categories as {@code name$value}. */
    String groupKey(CostStream stream);

    String type();

    String name();

    record OfDimension(Dimension dimension) implements StreamKey {
        @Override
        public String value(CostStream stream) {
            return dimension.of(stream);
        }

        @Override
        public String groupKey(CostStream stream) {
            return value(stream);
        }

        @Override
        public String type() {
            return "DIMENSION";
        }

        @Override
        public String name() {
            return dimension.name();
        }
    }

    /**
     * A cost allocation tag.
     *
     * @param shown false for tags that this company has only while the fault of colliding tags is on
     */
    record OfTag(String name, boolean shown) implements StreamKey {
        private static final Set<String> COLLIDING = Set.of("cost-center", "cost_center", "Cost.Center");

        static OfTag of(String name, boolean colliding) {
            return new OfTag(name, colliding || !COLLIDING.contains(name));
        }

        @Override
        public String value(CostStream stream) {
            return shown ? stream.tags().getOrDefault(name, "") : "";
        }

        @Override
        public String groupKey(CostStream stream) {
            return name + '$' + value(stream);
        }

        @Override
        public String type() {
            return "TAG";
        }
    }

    record OfCategory(String name) implements StreamKey {
        static final String PRODUCT = "Product";

        @Override
        public String value(CostStream stream) {
            return name.equals(PRODUCT) ? stream.category() : "";
        }

        @Override
        public String groupKey(CostStream stream) {
            return name + '$' + value(stream);
        }

        @Override
        public String type() {
            return "COST_CATEGORY";
        }
    }
}

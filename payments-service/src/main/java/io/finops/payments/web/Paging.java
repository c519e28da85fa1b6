package io.finops.payments.web;

import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lists that come in pages: how many a page has, and the parameters that say so. A page begins after an id, so that pages do not shift. */
public enum Paging {
    PAYMENTS(25, 100),
    REFUNDS(1000, 1000);

    private static final String AFTER = "after";
    private static final String LIMIT = "limit";

    private final int byDefault;
    private final int maximum;

    Paging(int byDefault, int maximum) {
        this.byDefault = byDefault;
        this.maximum = maximum;
    }

    /** The names of the parameters, and others that a search has besides. */
    public static Set<String> and(String... others) {
        return Stream.concat(Stream.of(AFTER, LIMIT), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What is asked for.
     *
     * @param after the last one of the page before
     * @param limit how many a page has at most
     */
    public record Wanted<I>(@Nullable I after, int limit) {
        /** One more than there is room for shows whether there is a next page. */
        public int toRead() {
            return limit + 1;
        }

        /** Makes a page of what was read, and the id after which the next begins: null for the last page. */
        public <T, V, P> P page(
                List<T> read,
                Function<T, V> view,
                Function<V, String> id,
                BiFunction<List<V>, @Nullable String, P> page) {
            List<V> shown = read.stream().limit(limit).map(view).toList();
            return page.apply(shown, read.size() > limit ? id.apply(shown.get(limit - 1)) : null);
        }
    }

    public <I> Wanted<I> of(QueryParameters given, Function<String, Optional<I>> id) {
        I after = given.get(
                AFTER,
                "is the id that the page before ended with",
                text -> id.apply(text).orElseThrow(IllegalArgumentException::new));
        Integer limit = given.get(LIMIT, "is a number from 1 to " + maximum, this::limit);
        return new Wanted<>(after, limit == null ? byDefault : limit);
    }

    private int limit(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > maximum) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    /** As the OpenAPI document describes them. */
    List<Parameter> documented() {
        IntegerSchema number = new IntegerSchema();
        number.setMinimum(BigDecimal.ONE);
        number.setMaximum(BigDecimal.valueOf(maximum));
        number.setDefault(byDefault);
        return List.of(
                new Parameter()
                        .in("query")
                        .name(AFTER)
                        .description("`next` of the page before")
                        .schema(new StringSchema()),
                new Parameter()
                        .in("query")
                        .name(LIMIT)
                        .description("How many a page has at most")
                        .schema(number));
    }
}

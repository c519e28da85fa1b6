package io.finops.costexporter.bill;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one row of a view is about.
 *
 * @param provider whose bill it is on, such as {@code aws}
 * @param payer the account whose bill it is on, or the export's name; empty where there is only one
 * @param values one value per grouping of the view, as the provider names it; empty where a tag or category is not set
 * @param currency ISO 4217 code
 */
public record RowKey(@Nullable String provider, @Nullable String payer, List<String> values, String currency)
        implements Comparable<RowKey> {
    /** The provider of figures that were saved before there were others. */
    public static final String AWS = "aws";

    private static final Comparator<RowKey> ORDER = Comparator.comparing(RowKey::provider)
            .thenComparing(RowKey::payer)
            .thenComparing(RowKey::values, RowKey::compare)
            .thenComparing(RowKey::currency);

    public RowKey {
        provider = provider == null ? AWS : provider;
        payer = payer == null ? "" : payer; // as in figures that were saved before there were several
        values = List.copyOf(values);
        if (currency.isEmpty()) {
            throw new IllegalArgumentException("a row without a currency");
        }
    }

    /** On the bill of the only payer of AWS. */
    public RowKey(List<String> values, String currency) {
        this(AWS, "", values, currency);
    }

    /** The same with other values. */
    public RowKey with(List<String> others) {
        return new RowKey(provider, payer, others, currency);
    }

    /** What all rows of the same provider, payer and currency add up to. */
    public RowKey total() {
        return with(List.of());
    }

    @Override
    public String provider() {
        return Objects.requireNonNull(provider);
    }

    @Override
    public String payer() {
        return Objects.requireNonNull(payer);
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }

    private static int compare(List<String> some, List<String> others) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            int order = some.get(i).compareTo(others.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(some.size(), others.size());
    }
}

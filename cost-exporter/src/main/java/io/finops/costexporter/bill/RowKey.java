package io.finops.costexporter.bill;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one row of a view is about.
 *
 * @param payer the account whose bill it is on; empty where there is only one
 * @param values one value per grouping of the view, as AWS names it; empty where a tag or category is not set
 * @param currency ISO 4217 code
 */
public record RowKey(@Nullable String payer, List<String> values, String currency) implements Comparable<RowKey> {
    public RowKey {
        payer = payer == null ? "" : payer; // as in figures that were saved before there were several
        values = List.copyOf(values);
        if (currency.isEmpty()) {
            throw new IllegalArgumentException("a row without a currency");
        }
    }

    /** On the bill of the only payer. */
    public RowKey(List<String> values, String currency) {
        this("", values, currency);
    }

    /** The same on the bill of one of several payers. */
    public RowKey of(String otherPayer) {
        return new RowKey(otherPayer, values, currency);
    }

    @Override
    public String payer() {
        return Objects.requireNonNull(payer);
    }

    @Override
    public int compareTo(RowKey other) {
        int byPayer = payer().compareTo(other.payer());
        if (byPayer != 0) {
            return byPayer;
        }
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            int order = values.get(i).compareTo(other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(values.size(), other.values.size());
        return order != 0 ? order : currency.compareTo(other.currency);
    }
}

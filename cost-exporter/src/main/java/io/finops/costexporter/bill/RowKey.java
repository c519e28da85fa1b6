package io.finops.costexporter.bill;

import java.util.List;

/**
 * What one row of a view is about.
 *
 * @param values one value per grouping of the view, as AWS names it; empty where a tag or category is not set
 * @param currency ISO 4217 code
 */
public record RowKey(List<String> values, String currency) implements Comparable<RowKey> {
    public RowKey {
        values = List.copyOf(values);
        if (currency.isEmpty()) {
            throw new IllegalArgumentException("a row without a currency");
        }
    }

    @Override
    public int compareTo(RowKey other) {
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

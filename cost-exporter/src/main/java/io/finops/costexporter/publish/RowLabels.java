package io.finops.costexporter.publish;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.RowKey;
import io.prometheus.metrics.model.snapshots.Labels;

/** The labels of amounts. */
public final class RowLabels {
    private RowLabels() {}

    /** Of the whole bill, or of one payer's where there are several. */
    public static Labels of(CostBasis basis, RowKey total) {
        return withPayer(
                Labels.of("cost_basis", basis.label(), "currency", total.currency(), "provider", total.provider()),
                total.payer());
    }

    /** Says whose bill it is where there are several; the payer is empty where there is only one. */
    public static Labels withPayer(Labels labels, String payer) {
        return payer.isEmpty() ? labels : labels.add("payer_account_id", payer);
    }

    /** Of a view's row in one of its history's cost bases. */
    public static Labels of(CostView view, FoldedRows.Row row, int basis) {
        RowKey key = row.key();
        Labels.Builder labels = Labels.builder()
                .label("cost_basis", row.history().bases().get(basis).label())
                .label("currency", key.currency())
                .label("provider", key.provider())
                .label("view", view.name());
        for (int i = 0; i < view.groupings().size(); i++) {
            Grouping grouping = view.groupings().get(i);
            String value = key.values().get(i);
            labels.label(grouping.label(), value);
            if (grouping.isAccount()) {
                labels.label("account_name", row.history().accountNames().getOrDefault(value, value));
            }
        }
        return withPayer(labels.build(), key.payer());
    }
}

package io.finops.costexporter.publish;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.RowKey;
import io.prometheus.metrics.model.snapshots.Labels;

/** The labels of amounts. */
public final class RowLabels {
    private static final String PROVIDER = "aws";

    private RowLabels() {}

    /** Of the whole bill, or of one payer's where there are several. */
    public static Labels of(CostBasis basis, RowKey total) {
        return of(basis, total.currency(), total.payer());
    }

    /** Of the whole bill of a payer; the payer is empty where there is only one. */
    public static Labels of(CostBasis basis, String currency, String payer) {
        return withPayer(Labels.of("cost_basis", basis.label(), "currency", currency, "provider", PROVIDER), payer);
    }

    /** Says whose bill it is where there are several. */
    public static Labels withPayer(Labels labels, String payer) {
        return payer.isEmpty() ? labels : labels.add("payer_account_id", payer);
    }

    /** Of a view's row in one of its history's cost bases. */
    public static Labels of(CostView view, FoldedRows.Row row, CostHistory history, int basis) {
        Labels.Builder labels = Labels.builder()
                .label("cost_basis", history.bases().get(basis).label())
                .label("currency", row.key().currency())
                .label("provider", PROVIDER)
                .label("view", view.name());
        for (int i = 0; i < view.groupings().size(); i++) {
            Grouping grouping = view.groupings().get(i);
            String value = row.key().values().get(i);
            labels.label(grouping.label(), value);
            if (grouping.isAccount()) {
                labels.label("account_name", history.accountNames().getOrDefault(value, value));
            }
        }
        return withPayer(labels.build(), row.key().payer());
    }
}

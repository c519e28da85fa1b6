package io.finops.costexporter.publish;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Grouping;
import io.prometheus.metrics.model.snapshots.Labels;

/** The labels of amounts. */
public final class RowLabels {
    private static final String PROVIDER = "aws";

    private RowLabels() {}

    /** Of the whole bill. */
    public static Labels of(CostBasis basis, String currency) {
        return Labels.of("cost_basis", basis.label(), "currency", currency, "provider", PROVIDER);
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
        return labels.build();
    }
}

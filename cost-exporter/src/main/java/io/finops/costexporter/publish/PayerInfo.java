package io.finops.costexporter.publish;

import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of each payer beside its account, to be joined with its figures.
 *
 * @param payers labels by account
 */
public record PayerInfo(Map<String, Map<String, String>> payers) implements PageSection {
    private static final MetricFamily INFO = new MetricFamily(
            "cloud_payer_info", "What the configuration says of a payer, to be joined by payer_account_id. Always 1.");

    public PayerInfo {
        payers = Map.copyOf(payers);
    }

    @Override
    public List<String> collectors() {
        return List.of();
    }

    @Override
    public List<MetricFamily> families() {
        return List.of(INFO);
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        new TreeMap<>(payers).forEach((account, known) -> {
            Labels.Builder labels =
                    Labels.builder().label("payer_account_id", account).label("provider", "aws");
            known.forEach(labels::label);
            page.add(INFO, labels.build(), 1);
        });
    }
}

package io.finops.costexporter.guardrail;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A monthly limit on some part of the bill, and what happens when shares of it are passed.
 *
 * @param view the view whose rows are meant; null for the whole bill
 * @param match label values that rows must have; none means all rows of the view
 * @param limit in {@link io.finops.costexporter.bill.Nanos}, in the currency below
 * @param actualThresholds shares of the limit, such as 0.8, that month to date may pass
 * @param forecastThresholds shares of the limit that the projected month may pass
 * @param webhook where a breach is delivered; null to publish it only
 * @param dryRun decides, logs, counts and publishes, but does not deliver
 */
public record Guardrail(
        String name,
        @Nullable String view,
        Map<String, String> match,
        long limit,
        String currency,
        List<Double> actualThresholds,
        List<Double> forecastThresholds,
        @Nullable URI webhook,
        boolean dryRun) {
    public Guardrail {
        match = Map.copyOf(match);
        actualThresholds = List.copyOf(actualThresholds);
        forecastThresholds = List.copyOf(forecastThresholds);
    }
}

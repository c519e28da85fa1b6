package io.finops.costexporter.config;

import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.guardrail.Guardrail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns configured guardrails into ones that can work, or says in one line what is wrong with them. */
public final class ConfiguredGuardrails {
    private ConfiguredGuardrails() {}

    /** Throws an {@link InvalidConfiguration} that names the property that cannot work. */
    public static List<Guardrail> of(List<ExporterProperties.GuardrailRule> configured, List<CostView> views) {
        List<Guardrail> guardrails = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < configured.size(); i++) {
            String at = "cost-exporter.guardrails[" + i + "]";
            ExporterProperties.GuardrailRule rule = configured.get(i);
            if (rule.name().isEmpty() || !names.add(rule.name())) {
                throw new InvalidConfiguration(at + ".name", rule.name(), "a name that no other guardrail has");
            }
            guardrails.add(guardrail(at, rule, views));
        }
        return List.copyOf(guardrails);
    }

    private static Guardrail guardrail(String at, ExporterProperties.GuardrailRule rule, List<CostView> views) {
        if (rule.monthlyLimit().signum() <= 0) {
            throw new InvalidConfiguration(at + ".monthly-limit", rule.monthlyLimit(), "more than 0");
        }
        checkThresholds(at + ".actual-thresholds", rule.actualThresholds());
        checkThresholds(at + ".forecast-thresholds", rule.forecastThresholds());
        String wanted = rule.view();
        if (wanted != null) {
            CostView view = views.stream()
                    .filter(known -> known.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new InvalidConfiguration(
                            at + ".view",
                            wanted,
                            "one of the views "
                                    + views.stream().map(CostView::name).toList()));
            List<String> labels = Grouping.labels(view.groupings());
            for (String label : rule.match().keySet()) {
                if (!labels.contains(label)) {
                    throw new InvalidConfiguration(at + ".match", label, "labels of the view: " + labels);
                }
            }
        } else if (!rule.match().isEmpty()) {
            throw new InvalidConfiguration(at + ".match", rule.match().keySet(), "nothing, unless a view is named");
        }
        if (!rule.dryRun() && rule.webhook() == null) {
            throw new InvalidConfiguration(at + ".dry-run", false, "true, unless a webhook is named");
        }
        return new Guardrail(
                rule.name(),
                wanted,
                rule.match(),
                Nanos.of(rule.monthlyLimit()),
                rule.currency(),
                rule.actualThresholds(),
                rule.forecastThresholds(),
                rule.webhook(),
                rule.dryRun());
    }

    private static void checkThresholds(String property, List<Double> thresholds) {
        for (Double threshold : thresholds) {
            if (!(threshold > 0)) {
                throw new InvalidConfiguration(property, threshold, "shares of the limit above 0, such as 0.8");
            }
        }
    }
}

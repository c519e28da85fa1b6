package io.finops.costexporter.config;

import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.guardrail.Guardrail;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns configured guardrails into ones that can work, or says in one line what is wrong with them. */
public final class ConfiguredGuardrails {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private ConfiguredGuardrails() {}

    /**
     * Throws an {@link InvalidConfiguration} that names the property that cannot work.
     *
     * @param dryRun true keeps every guardrail from acting; false lets those act that have a webhook and say nothing
     */
    public static List<Guardrail> of(
            List<ExporterProperties.GuardrailRule> configured, List<CostView> views, @Nullable Boolean dryRun) {
        List<Guardrail> guardrails = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < configured.size(); i++) {
            String at = "cost-exporter.guardrails[" + i + "]";
            ExporterProperties.GuardrailRule rule = configured.get(i);
            if (rule.name().isEmpty() || !names.add(rule.name())) {
                throw new InvalidConfiguration(at + ".name", rule.name(), "a name that no other guardrail has");
            }
            guardrails.add(guardrail(at, rule, views, dryRun));
        }
        return List.copyOf(guardrails);
    }

    private static Guardrail guardrail(
            String at, ExporterProperties.GuardrailRule rule, List<CostView> views, @Nullable Boolean dryRun) {
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
        if (!CURRENCY.matcher(rule.currency()).matches()) {
            throw new InvalidConfiguration(at + ".currency", rule.currency(), "an ISO 4217 code such as USD");
        }
        checkWebhook(at + ".webhook", rule.webhook());
        boolean dry = isDry(rule, dryRun);
        if (!dry && rule.webhook() == null) {
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
                dry);
    }

    private static boolean isDry(ExporterProperties.GuardrailRule rule, @Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            return true;
        }
        Boolean own = rule.dryRun();
        return own != null ? own : dryRun == null || rule.webhook() == null;
    }

    /** The address may carry a secret: only its scheme is said. */
    private static void checkWebhook(String property, @Nullable URI webhook) {
        if (webhook != null && (webhook.getHost() == null || !SCHEMES.contains(webhook.getScheme()))) {
            throw new InvalidConfiguration(
                    property, webhook.getScheme() + ":…", "an absolute URL of http or https with a host");
        }
    }

    private static void checkThresholds(String property, List<Double> thresholds) {
        for (Double threshold : thresholds) {
            if (!(threshold > 0)) {
                throw new InvalidConfiguration(property, threshold, "shares of the limit above 0, such as 0.8");
            }
        }
    }
}

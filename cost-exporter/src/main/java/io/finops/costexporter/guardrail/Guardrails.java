package io.finops.costexporter.guardrail;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.spend.ViewStore;
import io.finops.costexporter.state.StateSection;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches every guardrail: publishes what is breached, and delivers each breach until its receiver has taken it, once
 * more rather than never. What was delivered is remembered over restarts. One thread acts; any may publish and save.
 */
public final class Guardrails implements PageSection, StateSection<Guardrails.Handled> {
    private static final Logger LOG = LoggerFactory.getLogger(Guardrails.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final MetricFamily BREACHED = new MetricFamily(
            "finops_guardrail_breached", "Whether any threshold of the guardrail is passed this month, 1 or 0.");
    private static final MetricFamily USED = new MetricFamily(
            "finops_guardrail_used_ratio",
            "Share of the monthly limit that month to date (kind=\"actual\") or the projected month"
                    + " (kind=\"forecast\") comes to.");

    private final List<Guardrail> guardrails;
    private final ViewStore store;
    private final BreachDelivery delivery;
    private final Counter actions;
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final Set<String> failing = new HashSet<>();
    private final Map<String, Instant> retryAt = new HashMap<>();
    private final Map<String, Duration> waits = new HashMap<>();

    /** Ids of breaches that were delivered, or would have been. */
    public record Handled(List<String> ids) {}

    public Guardrails(
            List<Guardrail> guardrails, ViewStore store, BreachDelivery delivery, PrometheusRegistry registry) {
        this.guardrails = List.copyOf(guardrails);
        this.store = store;
        this.delivery = delivery;
        this.actions = Counter.builder()
                .withoutExemplars()
                .name("finops_guardrail_actions_total")
                .help("Breaches acted on, or that would have been in a dry run.")
                .labelNames("guardrail", "dry_run")
                .register(registry);
        this.guardrails.forEach(
                guardrail -> actions.initLabelValues(guardrail.name(), String.valueOf(guardrail.dryRun())));
    }

    /** Acts on what is breached now and has not been handled. Says whether anything was, and is to be saved. */
    public boolean act(Instant now) {
        boolean changed = false;
        for (Guardrail guardrail : guardrails) {
            try {
                changed |= act(guardrail, now);
                failing.remove(guardrail.name());
            } catch (RuntimeException e) {
                if (failing.add(guardrail.name())) {
                    LOG.error("guardrail {}: cannot be judged", guardrail.name(), e);
                }
            }
        }
        return changed;
    }

    private boolean act(Guardrail guardrail, Instant now) {
        boolean changed = false;
        for (Breach breach : breaches(guardrail, now)) {
            if (!handled.contains(breach.id()) && !isWaiting(breach, now) && handle(guardrail, breach, now)) {
                handled.add(breach.id());
                actions.labelValues(guardrail.name(), String.valueOf(guardrail.dryRun()))
                        .inc();
                changed = true;
            }
        }
        return changed;
    }

    private boolean isWaiting(Breach breach, Instant now) {
        return now.isBefore(retryAt.getOrDefault(breach.id(), Instant.MIN));
    }

    private boolean handle(Guardrail guardrail, Breach breach, Instant now) {
        URI webhook = guardrail.webhook();
        if (guardrail.dryRun() || webhook == null) {
            LOG.info(
                    "guardrail {}: {} (not acted on: {})",
                    breach.guardrail(),
                    breach,
                    guardrail.dryRun() ? "dry run" : "no webhook");
            return true;
        }
        if (delivery.deliver(webhook, breach)) {
            LOG.info("guardrail {}: delivered {}", breach.guardrail(), breach);
            return true;
        }
        Duration wait = waits.getOrDefault(breach.id(), Duration.ofSeconds(1));
        retryAt.put(breach.id(), now.plus(wait));
        waits.put(breach.id(), wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2));
        return false;
    }

    private List<Breach> breaches(Guardrail guardrail, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        GuardrailScope scope = scope(guardrail);
        return scope == null
                ? List.of()
                : Breach.of(guardrail, YearMonth.from(today), scope.actual(today), scope.projected(today));
    }

    private @Nullable GuardrailScope scope(Guardrail guardrail) {
        CostView view = store.views().stream()
                .filter(known -> guardrail.view() == null
                        ? known.isWhole()
                        : known.name().equals(guardrail.view()))
                .findFirst()
                .orElseThrow();
        List<CostHistory> histories = store.get(view);
        return histories.isEmpty() ? null : new GuardrailScope(guardrail, view, histories);
    }

    @Override
    public List<String> collectors() {
        return List.of();
    }

    @Override
    public List<MetricFamily> families() {
        return List.of(BREACHED, USED);
    }

    @Override
    public void write(PageBuilder page, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (Guardrail guardrail : guardrails) {
            GuardrailScope scope = scope(guardrail);
            if (scope != null) {
                Labels labels = Labels.of("dry_run", String.valueOf(guardrail.dryRun()), "guardrail", guardrail.name());
                long actual = scope.actual(today);
                long projected = scope.projected(today);
                List<Breach> passed = Breach.of(guardrail, YearMonth.from(today), actual, projected);
                page.add(BREACHED, labels, passed.isEmpty() ? 0 : 1);
                page.add(USED, labels.add("kind", "actual"), (double) actual / guardrail.limit());
                page.add(USED, labels.add("kind", "forecast"), (double) projected / guardrail.limit());
            }
        }
    }

    @Override
    public String name() {
        return "guardrails";
    }

    @Override
    public Class<Handled> type() {
        return Handled.class;
    }

    @Override
    public Handled save() {
        return new Handled(new ArrayList<>(handled));
    }

    @Override
    public void restore(Handled saved) {
        handled.addAll(saved.ids());
    }
}

package io.finops.rehearsal.drill;

import io.finops.rehearsal.runningstack.AuditTrail;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A disturbance that must not page: injects it, holds it, heals, and looks whether anything of severity critical reached the audit.
 *
 * @param held how long it lasts
 */
record QuietDrill(String name, String summary, Fault fault, Duration held) implements Drill {
    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        StackAccess stack = context.stack();
        context.progress().accept("injecting " + name + " for " + held.toSeconds() + " s, no page may come");
        Instant injected = Instant.now();
        Healing healing = new Healing(fault, stack);
        long repeatedBefore = stack.audit().repeated();
        double approved;
        try {
            fault.inject(stack);
            Thread.sleep(held.toMillis());
            approved = stack.prometheus()
                    .value("sum(rate(transactions_total{status=\"approved\"}[30s]))")
                    .orElse(0);
        } finally {
            healing.heal();
        }
        List<String> pages = stack.audit().since(injected).stream()
                .filter(alert -> alert.receiver().equals(AuditTrail.TRAIL)
                        && alert.status().equals("firing")
                        && alert.severity().equals("critical"))
                .map(AuditTrail.Alert::name)
                .distinct()
                .toList();
        PageCount count = PageCount.since(injected, stack.audit(), repeatedBefore);
        boolean passed = pages.isEmpty() && approved > 0 && count.needless().isEmpty();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drill", name);
        fields.put("held_seconds", held.toSeconds());
        fields.put("approved_per_second", approved);
        fields.put("messages", count.messages());
        fields.put("message_faults", count.needless());
        fields.put("unexpected_pages", pages);
        fields.put("passed", passed);
        String verdict =
                pages.isEmpty() ? "no page came" : "pages that should not have come: " + String.join(", ", pages);
        return new DrillReport(
                passed,
                verdict + count.verdict() + String.format(Locale.ROOT, ", %.1f approved a second", approved),
                fields);
    }
}

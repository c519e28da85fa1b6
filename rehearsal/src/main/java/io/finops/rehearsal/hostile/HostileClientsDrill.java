package io.finops.rehearsal.hostile;

import io.finops.localstack.StackException;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.drill.DrillContext;
import io.finops.rehearsal.drill.DrillReport;
import io.finops.rehearsal.runningstack.AuditTrail;
import io.finops.rehearsal.runningstack.StackAccess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * {@code ./stack drill hostile-clients}: attacks the payments service from the outside while its customers go on paying. Nobody is paged,
 * nothing restarts, nothing that was sent is in a log, a span or the audit trail, and no payment stays undecided.
 */
public final class HostileClientsDrill implements Drill {
    private static final String START = "max(process_start_time_seconds{job=\"payments-service\"})";
    private static final String PENDING = "max(transactions_pending{job=\"payments-service\"})";
    private static final String APPROVED = "sum(rate(transactions_total{status=\"approved\"}[30s]))";
    /** What the pages need to be sure, and a scrape or two. */
    private static final Duration WATCHED = Duration.ofSeconds(45);

    private static final Duration DECIDED = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "hostile-clients";
    }

    @Override
    public String summary() {
        return "attacks the payments API; fails on a page, a restart, a secret in what is kept, or an undecided payment";
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        StackAccess stack = context.stack();
        String secret = "s3cret" + UUID.randomUUID().toString().replace("-", "");
        Instant begun = Instant.now();
        double started = value(stack, START);
        Map<String, Object> answers = new LinkedHashMap<>();
        var clients = new HostileClients(URI.create(stack.url("payments-service")), stack.merchantApiKey(), secret);
        for (var attack : clients.attacks().entrySet()) {
            context.progress().accept(attack.getKey());
            answers.put(attack.getKey(), attack.getValue().run());
        }
        context.progress().accept("watching for " + WATCHED.toSeconds() + " s");
        Thread.sleep(WATCHED.toMillis());
        double pending = pending(stack);
        double approved = value(stack, APPROVED);

        List<String> faults = new ArrayList<>();
        List<String> pages = pages(stack, begun);
        if (!pages.isEmpty()) {
            faults.add("pages: " + String.join(", ", pages));
        }
        if (value(stack, START) != started) {
            faults.add("payments-service was restarted");
        }
        List<String> told = new SecretSearch(stack.http(), secret, begun).places(stack);
        if (!told.isEmpty()) {
            faults.add("what was sent is in " + String.join(", ", told));
        }
        if (pending > 0) {
            faults.add(String.format(Locale.ROOT, "%.0f payments are undecided", pending));
        }
        if (approved <= 0) {
            faults.add("customers cannot pay");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drill", name());
        fields.put("answers", answers);
        fields.put("pages", pages);
        fields.put("places_with_the_secret", told);
        fields.put("undecided", pending);
        fields.put("approved_per_second", approved);
        fields.put("passed", faults.isEmpty());
        String verdict = faults.isEmpty()
                ? "nobody was paged, nothing restarted, nothing was told, every payment was decided"
                : String.join("; ", faults);
        return new DrillReport(faults.isEmpty(), verdict, fields);
    }

    private static double value(StackAccess stack, String promql) {
        return stack.prometheus()
                .value(promql)
                .orElseThrow(() -> new StackException("Prometheus has no answer to " + promql));
    }

    private static double pending(StackAccess stack) throws InterruptedException {
        long end = System.nanoTime() + DECIDED.toNanos();
        double pending = value(stack, PENDING);
        while (pending > 0 && System.nanoTime() < end) {
            Thread.sleep(1_000);
            pending = value(stack, PENDING);
        }
        return pending;
    }

    private static List<String> pages(StackAccess stack, Instant since) {
        return stack.audit().since(since).stream()
                .filter(alert -> alert.receiver().equals(AuditTrail.TRAIL)
                        && alert.status().equals("firing")
                        && alert.severity().equals("critical"))
                .map(AuditTrail.Alert::name)
                .distinct()
                .toList();
    }
}

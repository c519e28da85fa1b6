package io.finops.rehearsal.payments;

import io.finops.localstack.StackException;
import io.finops.localstack.process.Scratch;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.drill.DrillContext;
import io.finops.rehearsal.drill.DrillReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code ./stack drill kill-payments --kills 20}: the crash run, on a database and ports of its own. */
public final class KillPaymentsDrill implements Drill {
    @Override
    public String name() {
        return "kill-payments";
    }

    @Override
    public String summary() {
        return "kills the payments service at random moments and compares clients, ledger and gateway to the cent";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("kills", "20");
        options.put("database-kills", "0");
        options.put("replicas", "1");
        options.put("seed", "1");
        return options;
    }

    /** It takes minutes, and brings everything that it needs. */
    @Override
    public boolean partOfAll() {
        return false;
    }

    @Override
    public boolean needsStack() {
        return false;
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        CrashRun run = new CrashRun(
                context.number("kills"),
                context.number("database-kills"),
                context.number("replicas"),
                context.number("seed"));
        try (Scratch scratch = Scratch.open("stack-kill-payments")) {
            try {
                CrashRun.Result result = run.run(context.stack().home(), scratch.folder(), context.progress());
                if (!result.differences().isEmpty()) {
                    scratch.keep();
                    result.differences().forEach(context.progress());
                    context.progress().accept("logs and data are kept in " + scratch.folder());
                }
                return report(run, result);
            } catch (StackException e) {
                // It names a log.
                scratch.keep();
                throw e;
            }
        }
    }

    private DrillReport report(CrashRun run, CrashRun.Result result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drill", name());
        fields.put("kills", run.kills());
        fields.put("acknowledged", result.acknowledged());
        fields.put("lost", result.lost());
        fields.put("doubled", result.doubled());
        fields.put("pending", result.pending());
        fields.put("ledger_minor_units", result.ledgerMinorUnits());
        fields.put("gateway_minor_units", result.gatewayMinorUnits());
        boolean passed = result.differences().isEmpty();
        return new DrillReport(
                passed,
                passed
                        ? result.acknowledged() + " payments acknowledged; clients, ledger and gateway agree"
                        : String.join("; ", result.differences()),
                fields);
    }
}

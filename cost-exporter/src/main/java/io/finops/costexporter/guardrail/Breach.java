package io.finops.costexporter.guardrail;

import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.state.Sha256;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * A threshold that was passed in a month.
 *
 * @param id the same for the same guardrail, month, kind and threshold, so that a receiver can drop repeats
 * @param amount what passed it, in {@link Nanos}
 */
public record Breach(
        String id, String guardrail, YearMonth month, Kind kind, double threshold, long amount, long limit) {
    private static final int ID_DIGITS = 24;

    /** Whether money was spent or is expected to be. */
    public enum Kind {
        ACTUAL,
        FORECAST
    }

    /**
     * All thresholds of a guardrail that are passed.
     *
     * @param actual month to date
     * @param projected the whole month as expected; what was spent already counts at least
     */
    public static List<Breach> of(Guardrail guardrail, YearMonth month, long actual, long projected) {
        List<Breach> breaches = new ArrayList<>();
        guardrail.actualThresholds().forEach(share -> add(breaches, guardrail, month, Kind.ACTUAL, share, actual));
        guardrail
                .forecastThresholds()
                .forEach(share -> add(breaches, guardrail, month, Kind.FORECAST, share, Math.max(actual, projected)));
        return breaches;
    }

    private static void add(
            List<Breach> breaches, Guardrail guardrail, YearMonth month, Kind kind, double share, long amount) {
        if (Nanos.toDouble(amount) >= share * Nanos.toDouble(guardrail.limit())) {
            String id = Sha256.of(guardrail.name() + " " + month + " " + kind + " " + share + " " + guardrail.limit())
                    .substring(0, ID_DIGITS);
            breaches.add(new Breach(id, guardrail.name(), month, kind, share, amount, guardrail.limit()));
        }
    }
}

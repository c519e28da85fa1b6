package io.finops.benchmarks.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What came out.
 *
 * @param notTested alerts that were not evaluated, each with the reason
 * @param neverInjected alerts for which there is no incident
 */
record BacktestReport(
        String prometheus,
        Run healthy,
        Run broken,
        Map<String, String> notTested,
        List<String> neverInjected,
        double seconds) {
    /** One history and what its alerts did; evaluations by the name of the resolution. */
    record Run(Scenario scenario, Verdict verdict, Map<String, Long> evaluations, Map<String, Long> samples) {}

    boolean passed() {
        return healthy.verdict().passed() && broken.verdict().passed() && neverInjected.isEmpty();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-36s %-30s %10s  %s", "incident", "alert", "after", "also fired"));
        for (Verdict.Found found : broken.verdict().found()) {
            lines.add(String.format(
                    "%-36s %-30s %10s  %s",
                    found.incident().name(),
                    found.alert(),
                    after(found.seconds()),
                    found.others().isEmpty() ? "" : "+" + found.others().size()));
        }
        lines.add("");
        long missed = broken.verdict().found().stream()
                .filter(found -> found.seconds().isEmpty())
                .count();
        lines.add(String.format(
                "%d incidents, %d alerts expected, %d missed, %d pages about nothing",
                broken.scenario().incidents().size(),
                broken.verdict().found().size(),
                missed,
                broken.verdict().strayPages().size()));
        lines.add(String.format(
                "%d quiet days: %d pages, %d tickets",
                healthy.scenario().judged().toDays(),
                healthy.verdict().strayPages().size(),
                healthy.verdict().strayTickets().size()));
        healthy.verdict().strayPages().forEach(firing -> lines.add("  false page: " + Verdict.line(firing)));
        healthy.verdict().strayTickets().forEach(firing -> lines.add("  ticket: " + Verdict.line(firing)));
        broken.verdict().strayPages().forEach(firing -> lines.add("  page about nothing: " + Verdict.line(firing)));
        lines.add("evaluations on quiet days: " + healthy.evaluations() + ", with incidents: " + broken.evaluations());
        lines.add("samples on quiet days: " + healthy.samples() + ", with incidents: " + broken.samples());
        notTested.forEach((alert, why) -> lines.add("not tested: " + alert + ", " + why));
        neverInjected.forEach(alert -> lines.add("no incident for: " + alert));
        lines.add(
                String.format(Locale.ROOT, "%s in %.0f s on %s", passed() ? "passed" : "FAILED", seconds, prometheus));
        return lines;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("passed", passed());
        fields.put("prometheus", prometheus);
        fields.put("seconds", Math.round(seconds));
        fields.put("healthy", fields(healthy));
        fields.put("broken", fields(broken));
        fields.put("notTested", notTested);
        fields.put("neverInjected", neverInjected);
        return fields;
    }

    private static Map<String, Object> fields(Run run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("days", run.scenario().judged().toDays());
        fields.put(
                "falsePages",
                run.verdict().strayPages().stream().map(Verdict::line).toList());
        fields.put(
                "falseTickets",
                run.verdict().strayTickets().stream().map(Verdict::line).toList());
        fields.put("evaluations", run.evaluations());
        fields.put("samples", run.samples());
        List<Map<String, Object>> incidents = new ArrayList<>();
        for (Verdict.Found found : run.verdict().found()) {
            Map<String, Object> incident = new LinkedHashMap<>();
            incident.put("incident", found.incident().name());
            incident.put("alert", found.alert());
            incident.put("found", found.seconds().isPresent());
            found.seconds().ifPresent(after -> incident.put("seconds", after));
            incident.put("alsoFired", new TreeSet<>(found.others()));
            incidents.add(incident);
        }
        fields.put("incidents", incidents);
        return fields;
    }

    private static String after(OptionalLong seconds) {
        if (seconds.isEmpty()) {
            return "MISSED";
        }
        long value = seconds.getAsLong();
        if (value < 600) {
            return value + " s";
        }
        return value < 36_000 ? value / 60 + " min" : String.format(Locale.ROOT, "%.1f h", value / 3600.0);
    }
}

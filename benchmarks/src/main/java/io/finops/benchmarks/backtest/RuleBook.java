package io.finops.benchmarks.backtest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All rules, and what each of them rests on. Immutable. */
final class RuleBook {
    /** What Prometheus notes about its own alerts: a rule that reads it cannot be computed afterwards, so the history gives what it would have recorded. */
    private static final String OWN_NOTES = "ALERTS_FOR_STATE";

    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][\\w:]*");

    private final List<Rule> rules;

    RuleBook(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    List<Rule> alerts() {
        return rules.stream().filter(Rule::alerting).toList();
    }

    /** The recording rules that these alerts rest on, directly or through others, in an order in which they can be computed: no level reads one behind it. */
    List<List<Rule>> recordingsFor(List<Rule> alerts) {
        Set<Rule> needed = new LinkedHashSet<>();
        Deque<Rule> open = new ArrayDeque<>(alerts);
        while (!open.isEmpty()) {
            for (Rule recording : readBy(open.remove())) {
                if (needed.add(recording)) {
                    open.add(recording);
                }
            }
        }
        Map<Rule, Integer> levels = new HashMap<>();
        List<List<Rule>> ordered = new ArrayList<>();
        for (Rule rule : needed) {
            int level = level(rule, levels);
            while (ordered.size() <= level) {
                ordered.add(new ArrayList<>());
            }
            ordered.get(level).add(rule);
        }
        return ordered;
    }

    /** Alerts so that none stands before one whose {@code ALERTS} it reads. */
    static List<List<Rule>> inOrder(List<Rule> alerts) {
        List<List<Rule>> stages = new ArrayList<>();
        List<Rule> left = new ArrayList<>(alerts);
        while (!left.isEmpty()) {
            Set<String> waiting = new LinkedHashSet<>();
            left.forEach(alert -> waiting.add(alert.name()));
            List<Rule> stage = left.stream()
                    .filter(alert -> alert.readsAlerts().stream().noneMatch(waiting::contains))
                    .toList();
            if (stage.isEmpty()) {
                throw new IllegalStateException("alerts that read one another: " + waiting);
            }
            stages.add(stage);
            left.removeAll(stage);
        }
        return stages;
    }

    /** Every word of the expressions of these alerts and of what they rest on: no other series need to be there. */
    Set<String> words(List<Rule> alerts) {
        Set<String> words = new LinkedHashSet<>();
        List<Rule> all = new ArrayList<>(alerts);
        recordingsFor(alerts).forEach(all::addAll);
        for (Rule rule : all) {
            for (Matcher word = WORD.matcher(rule.query()); word.find(); ) {
                words.add(word.group());
            }
        }
        return words;
    }

    private int level(Rule rule, Map<Rule, Integer> levels) {
        Integer known = levels.get(rule);
        if (known != null) {
            return known;
        }
        // A series that remembers itself does not wait for itself.
        levels.put(rule, 0);
        int level = 0;
        for (Rule before : readBy(rule)) {
            if (!before.name().equals(rule.name())) {
                level = Math.max(level, level(before, levels) + 1);
            }
        }
        levels.put(rule, level);
        return level;
    }

    private List<Rule> readBy(Rule reader) {
        return rules.stream()
                .filter(rule -> !rule.alerting() && !rule.mentions(OWN_NOTES) && reader.mentions(rule.name()))
                .toList();
    }
}

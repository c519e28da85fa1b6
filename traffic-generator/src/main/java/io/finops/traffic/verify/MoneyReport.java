package io.finops.traffic.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the check of the money found.
 *
 * @param acknowledged how many acknowledgements there were; a repetition is one of its own
 * @param findings how many of them came out how; what was not in the sample is in none
 * @param examples some that are not sound
 */
public record MoneyReport(long acknowledged, Map<Finding, Long> findings, List<String> examples) {
    public MoneyReport {
        findings = Map.copyOf(findings);
        examples = List.copyOf(examples);
    }

    long of(Finding finding) {
        return findings.getOrDefault(finding, 0L);
    }

    /** A line for each kind of finding that makes the run fail; empty when all is well. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (acknowledged == 0) {
            complaints.add("money: no payment was acknowledged, so --verify had nothing to check");
        } else if (checked() == 0) {
            complaints.add("money: none of the " + acknowledged + " acknowledged payments was in --verify-sample");
        }
        for (Finding finding : Finding.values()) {
            if (finding != Finding.SOUND && of(finding) > 0) {
                complaints.add("money: " + of(finding) + " acknowledged payments " + name(finding));
            }
        }
        return complaints;
    }

    /** The check in one line. */
    public String line() {
        return Stream.of(Finding.values())
                .map(finding -> of(finding) + " " + name(finding))
                .collect(Collectors.joining(", ", checked() + " of " + acknowledged + " checked: ", ""));
    }

    private long checked() {
        return findings.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The check in the summary. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("acknowledged", acknowledged);
        node.put("checked", checked());
        for (Finding finding : Finding.values()) {
            node.put(name(finding), of(finding));
        }
        ArrayNode list = node.putArray("examples");
        examples.forEach(list::add);
        return node;
    }

    private static String name(Finding finding) {
        return finding.name().toLowerCase(Locale.ROOT);
    }
}

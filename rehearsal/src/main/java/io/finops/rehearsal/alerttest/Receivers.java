package io.finops.rehearsal.alerttest;

import java.util.List;

/** Looks something up in the configuration that Alertmanager writes out of itself. */
final class Receivers {
    private static final String BEGIN = "- name: ";

    private Receivers() {}

    /** Whether the receiver sends by this integration. */
    static boolean has(String configuration, String receiver, String integration) {
        List<String> lines = configuration.lines().toList();
        int start = lines.indexOf(BEGIN + receiver);
        if (start < 0) {
            return false;
        }
        return lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> line.startsWith(" "))
                .anyMatch(line -> line.equals("  " + integration + "_configs:"));
    }
}

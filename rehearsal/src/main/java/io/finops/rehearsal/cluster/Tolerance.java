package io.finops.rehearsal.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a disturbance may cost. Differences between clients, ledger and gateway are never tolerated.
 *
 * @param failures whether payments may fail
 * @param undecided whether payments may be left undecided for a while: what the gateway has answered cannot be written down while the only ledger is away
 * @param allowed the pages that are right; all others are wrong
 */
record Tolerance(boolean failures, boolean undecided, Set<String> allowed) {
    static final Tolerance NOTHING = new Tolerance(false, false, Set.of());

    Tolerance {
        allowed = Set.copyOf(allowed);
    }

    boolean pages() {
        return !allowed.isEmpty();
    }

    /** A line a fault; empty when it passed. */
    List<String> faults(LoadResult seen, List<String> differences, Pages pages) {
        List<String> faults = new ArrayList<>(differences);
        if (!failures && seen.failed() > 0) {
            faults.add(seen.failed() + " payments failed: " + seen.failures());
        }
        if (!undecided && seen.undecided() > 0) {
            faults.add(seen.undecided() + " payments were left undecided");
        }
        List<String> wrong =
                pages.fired().stream().filter(page -> !allowed.contains(page)).toList();
        if (!wrong.isEmpty()) {
            faults.add("wrong pages: " + String.join(", ", wrong));
        }
        if (!pages.open().isEmpty()) {
            faults.add("still firing: " + String.join(", ", pages.open()));
        }
        return faults;
    }
}

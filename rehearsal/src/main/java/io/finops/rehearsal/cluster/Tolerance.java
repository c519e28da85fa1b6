package io.finops.rehearsal.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a disturbance may cost. Differences between clients, ledger and gateway are never tolerated.
 *
 * @param failures whether payments may fail or stay undecided for a while, because what has no replica was away
 * @param allowed the pages that are right; all others are wrong
 */
record Tolerance(boolean failures, Set<String> allowed) {
    static final Tolerance NOTHING = new Tolerance(false, Set.of());

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
        if (!failures && seen.undecided() > 0) {
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

package io.finops.rehearsal.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Compares what clients were told, the ledger, and the gateway. All three must agree to the cent, and nothing be open. */
public final class Books {
    private Books() {}

    /**
     * A line a difference.
     *
     * @param gateway {@code /gateway/totals} of the simulators
     * @param acknowledged the last state that a client was told of each payment, by its id
     */
    public static List<String> differences(LedgerReader ledger, JsonNode gateway, Map<String, String> acknowledged) {
        List<String> differences = new ArrayList<>();
        compare(differences, "captures", ledger.captures(), gateway, "captured");
        compare(differences, "refunds", ledger.refunds(), gateway, "refunded");
        note(differences, "acknowledged payments that the ledger does not have as told", lost(ledger, acknowledged));
        note(differences, "payments charged under more than one key", doubled(gateway));
        note(differences, "payments or refunds still pending", ledger.pending());
        note(differences, "discrepancies inside the ledger", ledger.discrepancies());
        if (acknowledged.isEmpty()) {
            differences.add("no payment was acknowledged: nothing was tried");
        }
        return differences;
    }

    /** Payments of which a client was told something that the ledger does not say; pending ones may have been decided since. */
    static long lost(LedgerReader ledger, Map<String, String> acknowledged) {
        Map<String, String> states = ledger.states();
        return acknowledged.entrySet().stream()
                .filter(told -> !told.getValue().equals(states.get(told.getKey()))
                        && !(told.getValue().equals("pending") && states.containsKey(told.getKey())))
                .count();
    }

    static long doubled(JsonNode gateway) {
        return gateway.path("doubledReferences").longValue();
    }

    static void note(List<String> differences, String what, long count) {
        if (count != 0) {
            differences.add(what + ": " + count);
        }
    }

    /** @param value the gateway's name of the sum; its count is called {@code what} */
    private static void compare(
            List<String> differences,
            String what,
            Map<String, LedgerReader.Sum> ledger,
            JsonNode gateway,
            String value) {
        Map<String, LedgerReader.Sum> theirs = new TreeMap<>();
        gateway.path("currencies").forEachEntry((code, totals) -> {
            if (totals.path(what).longValue() > 0) {
                theirs.put(
                        code,
                        new LedgerReader.Sum(
                                totals.path(what).longValue(),
                                totals.path(value).longValue()));
            }
        });
        if (!ledger.equals(theirs)) {
            differences.add(what + " differ: ledger " + ledger + ", gateway " + theirs);
        }
    }
}

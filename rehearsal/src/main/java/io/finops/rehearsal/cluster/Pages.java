package io.finops.rehearsal.cluster;

import io.finops.rehearsal.runningstack.AuditTrail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages of a while.
 *
 * @param open those that have not been resolved
 */
record Pages(List<String> fired, List<String> open) {
    Pages {
        fired = List.copyOf(fired);
        open = List.copyOf(open);
    }

    static Pages since(AuditTrail audit, Instant begin) {
        Map<String, Boolean> firing = new LinkedHashMap<>();
        audit.since(begin).stream()
                .filter(alert -> alert.receiver().equals(AuditTrail.TRAIL)
                        && alert.severity().equals("critical"))
                .forEach(alert -> {
                    if (alert.status().equals("firing")) {
                        firing.put(alert.name(), true);
                    } else {
                        firing.replace(alert.name(), false);
                    }
                });
        return new Pages(
                List.copyOf(firing.keySet()),
                firing.keySet().stream()
                        .filter(name -> firing.getOrDefault(name, false))
                        .toList());
    }
}

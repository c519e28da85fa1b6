package io.finops.rehearsal.drill;

import io.finops.rehearsal.runningstack.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many messages those on call were sent, and what was wrong with them.
 *
 * @param needless one line a message that nobody needed
 */
record PageCount(int messages, List<String> needless) {
    /** What a message can repeat without being a fault: what was told an hour ago and more. */
    private static final Duration MEMORY = Duration.ofMinutes(65);

    PageCount {
        needless = List.copyOf(needless);
    }

    /**
     * Counts since then.
     *
     * @param repeatedBefore what {@link AuditTrail#repeated} said then: the trail keeps no message that repeats another to the letter
     */
    static PageCount since(Instant time, AuditTrail audit, long repeatedBefore) {
        PageMessages pages = PageMessages.of(audit.since(time.minus(MEMORY)));
        List<String> needless = new ArrayList<>(pages.needlessSince(time));
        long repeated = audit.repeated() - repeatedBefore;
        if (repeated > 0) {
            needless.add(repeated + " repeated another to the letter");
        }
        return new PageCount(pages.since(time), needless);
    }

    /** The end of a verdict. */
    String verdict() {
        return ", " + messages + (messages == 1 ? " message" : " messages") + " to those on call";
    }
}

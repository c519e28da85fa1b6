package io.finops.traffic.load;

import java.util.EnumMap;
import java.util.Map;

/** How often each {@link Event} happened. Immutable. */
public final class Counts {
    public static final Counts NONE = new Counts(new long[Event.values().length]);

    private final long[] values;

    Counts(long[] values) {
        this.values = values;
    }

    /** Counts with these values; absent events are 0. */
    public static Counts of(Map<Event, Long> values) {
        long[] all = new long[Event.values().length];
        values.forEach((event, count) -> all[event.index()] = count);
        return new Counts(all);
    }

    public long of(Event event) {
        return values[event.index()];
    }

    /** The sum over all events of a kind. */
    public long of(Event.Kind kind) {
        long sum = 0;
        for (Event event : Event.values()) {
            sum += event.kind() == kind ? of(event) : 0;
        }
        return sum;
    }

    /** Completed requests, with or without an error. */
    public long ended() {
        return of(Event.Kind.ANSWER) + of(Event.Kind.ERROR);
    }

    /** Payments that the target decided: approved, declined or rejected as fraud, but not pending. */
    public long decided() {
        return of(Event.APPROVED) + of(Event.DECLINED) + of(Event.REJECTED);
    }

    /** Requests without an answer yet. */
    public long inFlight() {
        return of(Event.SENT) - ended();
    }

    public Counts plus(Counts other) {
        return combine(other, 1);
    }

    public Counts minus(Counts other) {
        return combine(other, -1);
    }

    /** The events of a kind in their order. */
    public Map<Event, Long> map(Event.Kind kind) {
        Map<Event, Long> map = new EnumMap<>(Event.class);
        for (Event event : Event.values()) {
            if (event.kind() == kind) {
                map.put(event, of(event));
            }
        }
        return map;
    }

    private Counts combine(Counts other, int sign) {
        long[] sum = values.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += sign * other.values[i];
        }
        return new Counts(sum);
    }
}

package io.finops.traffic.load;

import io.finops.traffic.schedule.ArrivalSchedule;

/** The arrivals of a plan that belong to one of several event loops: every n-th. Not thread-safe. */
final class Pace {
    private final ArrivalSchedule schedule;
    private final int stride;
    private long arrival;
    private long time;

    /**
     * @param schedule a whole schedule of its own
     * @param loop which loop, from 0
     * @param loops how many there are
     */
    Pace(ArrivalSchedule schedule, int loop, int loops) {
        this.schedule = schedule;
        this.stride = loops;
        this.arrival = loop;
        for (int i = 0; i < loop; i++) {
            schedule.next();
        }
        time = schedule.next();
    }

    /** The number of the next arrival. */
    long arrival() {
        return arrival;
    }

    /** When it is due, in nanoseconds after the start; {@link ArrivalSchedule#END} when there is none. */
    long time() {
        return time;
    }

    void advance() {
        arrival += stride;
        for (int i = 1; i < stride; i++) {
            schedule.next();
        }
        time = schedule.next();
    }

    /** Moves on to the next number, ignoring when it is due. */
    void skip() {
        arrival += stride;
    }
}

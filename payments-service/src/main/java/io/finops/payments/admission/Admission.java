package io.finops.payments.admission;

import java.util.concurrent.Semaphore;

/** The places for requests that are worked on at once. Nobody waits for one. Thread-safe. */
public final class Admission {
    private final Semaphore places;
    private final int all;

    public Admission(int places) {
        this.places = new Semaphore(places);
        this.all = places;
    }

    /** Takes a place, which is given back by {@link #leave}; false when there is none. */
    public boolean enter() {
        return places.tryAcquire();
    }

    public void leave() {
        places.release();
    }

    public int inFlight() {
        return all - places.availablePermits();
    }
}

package io.finops.traffic.load;

/** Arrivals waiting for a connection, oldest first. Bounded; two longs per entry instead of an object. */
final class Backlog {
    private final long[] arrivals;
    private final long[] times;
    private int head;
    private int size;

    Backlog(int capacity) {
        arrivals = new long[capacity];
        times = new long[capacity];
    }

    /** Adds an arrival if there is room; returns whether there was. */
    boolean offer(long arrival, long intended) {
        if (size == arrivals.length) {
            return false;
        }
        int at = (int) (((long) head + size) % arrivals.length);
        arrivals[at] = arrival;
        times[at] = intended;
        size++;
        return true;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Removes the oldest. The backlog must not be empty. */
    Exchange take() {
        Exchange exchange = new Exchange(arrivals[head], 0, times[head]);
        head = (head + 1) % arrivals.length;
        size--;
        return exchange;
    }
}

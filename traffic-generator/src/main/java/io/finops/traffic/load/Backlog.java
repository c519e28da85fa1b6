package io.finops.traffic.load;

/** Arrivals that wait for a connection, oldest first. Bounded; two longs an entry, without a object each. */
final class Backlog {
    private final long[] arrivals;
    private final long[] times;
    private int head;
    private int size;

    Backlog(int capacity) {
        arrivals = new long[capacity];
        times = new long[capacity];
    }

    /** Whether there was room. */
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

    /** Takes the oldest out; only when it is not empty. */
    Exchange take() {
        Exchange exchange = new Exchange(arrivals[head], 0, times[head]);
        head = (head + 1) % arrivals.length;
        size--;
        return exchange;
    }
}

package io.finops.traffic.payment;

import java.util.SplittableRandom;

/** Independent randomness for every numbered thing, so that any of them can be made without those before it. */
final class Seeds {
    static final long CUSTOMER = 1;
    static final long REPEAT = 2;
    static final long PAYMENT = 3;
    static final long KEY = 4;

    private Seeds() {}

    static SplittableRandom random(long seed, long stream, long number) {
        return new SplittableRandom(mix(mix(seed ^ mix(stream)) + number));
    }

    /** The finalizer of splitmix64: every bit of the input changes half of the output's. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

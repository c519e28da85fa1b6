package io.finops.simulators.bill;

/** Repeatable chance: the same seed and coordinates give the same number, in whatever order they are asked for. */
final class Chance {
    private Chance() {}

    /** From 0 inclusive to 1 exclusive. */
    static double share(long seed, long... coordinates) {
        long state = mix(seed + 0x9e3779b97f4a7c15L);
        for (long coordinate : coordinates) {
            state = mix(state ^ (coordinate + 0x9e3779b97f4a7c15L));
        }
        return (state >>> 11) * 0x1.0p-53;
    }

    /** From -1 inclusive to 1 exclusive. */
    static double around(long seed, long... coordinates) {
        return 2 * share(seed, coordinates) - 1;
    }

    // SplitMix64's finalizer.
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}

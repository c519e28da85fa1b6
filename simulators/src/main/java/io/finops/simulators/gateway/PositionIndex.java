package io.finops.simulators.gateway;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * From 64-bit hashes to positions, in two primitive arrays: 12 bytes a slot. Open addressing; hashes may repeat, and
 * whoever looks one up says which of the candidates it meant.
 */
final class PositionIndex {
    static final int NONE = -1;

    private long[] hashes;
    private int[] positions;
    private int size;

    PositionIndex(int expected) {
        int slots = Integer.highestOneBit(Math.max(16, expected * 2 - 1)) * 2;
        hashes = new long[slots];
        positions = new int[slots];
        Arrays.fill(positions, NONE);
    }

    void put(long hash, int position) {
        if (size * 3L >= hashes.length * 2L) {
            grow();
        }
        insert(hash, position);
        size++;
    }

    /** The position under this hash that {@code meant} accepts, or {@link #NONE}. */
    int find(long hash, IntPredicate meant) {
        int mask = hashes.length - 1;
        for (int slot = (int) hash & mask; positions[slot] != NONE; slot = (slot + 1) & mask) {
            if (hashes[slot] == hash && meant.test(positions[slot])) {
                return positions[slot];
            }
        }
        return NONE;
    }

    boolean contains(long hash) {
        return find(hash, position -> true) != NONE;
    }

    private void insert(long hash, int position) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (positions[slot] != NONE) {
            slot = (slot + 1) & mask;
        }
        hashes[slot] = hash;
        positions[slot] = position;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldPositions = positions;
        hashes = new long[oldHashes.length * 2];
        positions = new int[oldHashes.length * 2];
        Arrays.fill(positions, NONE);
        for (int slot = 0; slot < oldHashes.length; slot++) {
            if (oldPositions[slot] != NONE) {
                insert(oldHashes[slot], oldPositions[slot]);
            }
        }
    }
}

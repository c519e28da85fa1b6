package io.finops.alertaudit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Where in the file a moment begins: every 256th line is remembered, so that a look at the last minutes reads little. */
final class LineIndex {
    private static final int STRIDE = 256;

    private final TreeMap<Instant, Long> offsets = new TreeMap<>();
    private long lines;

    void add(Instant receivedAt, long offset) {
        if (lines++ % STRIDE == 0) {
            offsets.putIfAbsent(receivedAt, offset);
        }
    }

    /** An offset from which on every line received at {@code moment} or later is found. */
    long offsetAtOrBefore(Instant moment) {
        Map.Entry<Instant, Long> before = offsets.lowerEntry(moment);
        return before == null ? 0 : before.getValue();
    }
}

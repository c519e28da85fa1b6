package io.finops.simulators.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The charges and refunds that the gateway remembers: the newest in full, everything in the totals. With a folder each of them is with the
 * operating system when {@code add} returns: it survives a kill of this process, but not a power cut. Not thread-safe; the gateway's event
 * loop owns it.
 */
final class GatewayRecord implements AutoCloseable {
    private static final int KEPT_IN_FILE = 100_000;
    private static final int KEPT_IN_MEMORY = 50_000;
    /** Small, because each record writes the last page of the journal again. */
    private static final int PAGE_BYTES = 4096;

    private static final int CACHE_MEGABYTES = 1;

    /** So often, and so much at most, what is still alive is moved out of pages that are mostly dead. */
    private static final int RECORDS_BETWEEN_COMPACTIONS = 1000;

    private static final int ALIVE_PERCENT = 60;
    private static final int COMPACTED_BYTES = 1 << 20;

    private static final String NOW = "now";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Charge> charges = new HashMap<>();
    private final Map<String, Refund> refunds = new HashMap<>();
    /** What was given back from a charge, in minor units. */
    private final Map<String, Long> refunded = new HashMap<>();
    /** How often a reference was captured. */
    private final Map<String, Integer> captures = new HashMap<>();

    private final MVStore store;
    private final int most;
    /** Written at its end only, so that the pages before are full and the file stays small. */
    private final MVMap<Long, String> journal;

    private final MVMap<String, String> totalsNow;
    private GatewayTotals totals;

    /** One of the two. */
    private record Entry(@Nullable Charge charge, @Nullable Refund refund) {
        static Entry parse(String json) {
            return JSON.readValue(json, Entry.class);
        }
    }

    private GatewayRecord(MVStore store, int most) {
        this.store = store;
        this.most = most;
        this.journal = store.openMap("journal");
        this.totalsNow = store.openMap("totals");
        String written = totalsNow.get(NOW);
        this.totals = written == null ? GatewayTotals.NONE : JSON.readValue(written, GatewayTotals.class);
        journal.values().forEach(json -> remember(Entry.parse(json)));
    }

    /** Nothing survives a restart. */
    static GatewayRecord inMemory() {
        return new GatewayRecord(new MVStore.Builder().open(), KEPT_IN_MEMORY);
    }

    /** Goes on where an earlier run ended, however it ended. Throws with one clear line where the folder cannot be used. */
    static GatewayRecord in(Path folder) {
        return in(folder, KEPT_IN_FILE);
    }

    static GatewayRecord in(Path folder, int most) {
        try {
            Files.createDirectories(folder);
            // No thread of the store's own: whoever waits for it would keep payments waiting.
            MVStore store = new MVStore.Builder()
                    .fileName(folder.resolve("gateway.mv.db").toString())
                    .pageSplitSize(PAGE_BYTES)
                    .cacheSize(CACHE_MEGABYTES)
                    .autoCommitDisabled()
                    .open();
            // Space is free at once: the order of writes matters only to a power cut.
            store.setRetentionTime(0);
            store.setVersionsToKeep(0);
            return new GatewayRecord(store, most);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be written", e);
        } catch (MVStoreException e) {
            throw new IllegalStateException(
                    e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                            ? "the data folder " + folder + " is in use by another simulators process"
                            : "the record in " + folder + " cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    @Nullable
    Charge charge(String key) {
        return charges.get(key);
    }

    @Nullable
    Refund refund(String key) {
        return refunds.get(key);
    }

    /** What has been given back from a charge, in minor units. */
    long refunded(String chargeKey) {
        return refunded.getOrDefault(chargeKey, 0L);
    }

    /** Exact, also for charges that are no longer remembered one by one. */
    GatewayTotals totals() {
        return totals;
    }

    void add(Charge charge) {
        // The second capture of a reference is the one that makes it a doubled reference.
        boolean doubled = charge.approved() && captures.getOrDefault(charge.reference(), 0) == 1;
        totals = totals.with(charge, doubled);
        append(new Entry(charge, null));
    }

    void add(Refund refund) {
        totals = totals.with(refund);
        append(new Entry(null, refund));
    }

    private void append(Entry entry) {
        remember(entry);
        Long newest = journal.lastKey();
        long number = newest == null ? 0 : newest + 1;
        journal.append(number, JSON.writeValueAsString(entry));
        while (journal.sizeAsLong() > most) {
            forget(Entry.parse(journal.remove(journal.firstKey())));
        }
        totalsNow.put(NOW, JSON.writeValueAsString(totals));
        store.commit();
        if (number % RECORDS_BETWEEN_COMPACTIONS == RECORDS_BETWEEN_COMPACTIONS - 1) {
            store.compact(ALIVE_PERCENT, COMPACTED_BYTES);
        }
    }

    private void remember(Entry entry) {
        if (entry.charge() != null) {
            charges.put(entry.charge().key(), entry.charge());
            if (entry.charge().approved()) {
                captures.merge(entry.charge().reference(), 1, Integer::sum);
            }
        }
        if (entry.refund() != null) {
            refunds.put(entry.refund().key(), entry.refund());
            if (entry.refund().refunded()) {
                refunded.merge(entry.refund().charge(), entry.refund().amount(), Long::sum);
            }
        }
    }

    private void forget(Entry entry) {
        if (entry.charge() != null) {
            charges.remove(entry.charge().key());
            refunded.remove(entry.charge().key());
            if (entry.charge().approved()) {
                captures.computeIfPresent(entry.charge().reference(), (any, times) -> times > 1 ? times - 1 : null);
            }
        }
        if (entry.refund() != null) {
            refunds.remove(entry.refund().key());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}

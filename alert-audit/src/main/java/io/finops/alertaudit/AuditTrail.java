package io.finops.alertaudit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only file {@code alerts.jsonl}: one line an alert, on disk (fsync) before Alertmanager is answered.
 *
 * <p>A line torn by a crash was never acknowledged: it is cut off at the next start, and Alertmanager's retry writes it
 * again. What a retry repeats within the retry window is recognised, also across a restart, and not written twice.
 * Times of reception never run backwards, whatever the clock does. Safe for use by several threads.
 */
final class AuditTrail implements Closeable {
    /** Alertmanager gives a notification up after the group interval, which is far below this; repeats come after hours. */
    static final Duration RETRY_WINDOW = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

    private final Path file;
    private final Clock clock;
    private final FileChannel channel;
    private final JsonMapper json = JsonMapper.shared();
    private final LineIndex index = new LineIndex();
    private final RecentDeliveries recent = new RecentDeliveries(RETRY_WINDOW);
    private Instant newest = Instant.EPOCH;
    private long length;

    private AuditTrail(Path file, Clock clock, FileChannel channel) {
        this.file = file;
        this.clock = clock;
        this.channel = channel;
    }

    /** @throws IOException if the folder cannot be written or another process keeps this trail */
    static AuditTrail open(Path directory, Clock clock) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("alerts.jsonl");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        AuditTrail trail = new AuditTrail(file, clock, channel);
        try {
            if (!lock(channel)) {
                throw new IOException("another process keeps the trail in " + directory);
            }
            trail.recover();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return trail;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Writes what is new in the notification.
     *
     * @return the entries written; empty if this was a retry of something already on disk
     * @throws IOException if they could not be written; the file is then as it was before
     */
    synchronized List<AuditEntry> append(AlertNotification notification) throws IOException {
        Instant now = clock.instant();
        newest = now.isBefore(newest) ? newest : now;
        recent.forgetBefore(newest);
        List<AuditEntry> entries = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int position = 0; position < notification.alerts().size(); position++) {
            AuditEntry entry = AuditEntry.of(notification, position, newest);
            if (!recent.contains(entry.deliveryKey())) {
                entries.add(entry);
                offsets.add(length + lines.size());
                lines.writeBytes(json.writeValueAsBytes(entry));
                lines.write('\n');
            }
        }
        if (!entries.isEmpty()) {
            write(lines.toByteArray());
            for (int i = 0; i < entries.size(); i++) {
                remember(entries.get(i), offsets.get(i));
            }
        }
        return entries;
    }

    private void write(byte[] lines) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            long position = length;
            while (buffer.hasRemaining()) {
                position += channel.write(buffer, position);
            }
            channel.force(false);
            length = position;
        } catch (IOException e) {
            channel.truncate(length);
            throw e;
        }
    }

    /** Hands over the entries received at {@code since} or later that match, oldest first. */
    void read(Instant since, Predicate<AuditEntry> filter, Consumer<AuditEntry> sink) throws IOException {
        long from;
        long to;
        synchronized (this) {
            from = index.offsetAtOrBefore(since);
            to = length;
        }
        LineReader.read(file, from, to, (offset, line) -> {
            AuditEntry entry = parse(line);
            if (entry != null && !entry.receivedAt().isBefore(since) && filter.test(entry)) {
                sink.accept(entry);
            }
        });
    }

    /** Bytes on disk. */
    synchronized long length() {
        return length;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    private void recover() throws IOException {
        long size = channel.size();
        long[] goodEnd = {0};
        LineReader.read(file, 0, size, (offset, line) -> {
            AuditEntry entry = parse(line);
            if (entry != null) {
                goodEnd[0] = offset + line.length + 1;
                newest = entry.receivedAt().isAfter(newest) ? entry.receivedAt() : newest;
                remember(entry, offset);
            }
        });
        if (goodEnd[0] < size) {
            channel.truncate(goodEnd[0]);
            channel.force(true);
            log.warn("trail_repaired: cut {} bytes of a torn last line from {}", size - goodEnd[0], file);
        }
        length = goodEnd[0];
    }

    private void remember(AuditEntry entry, long offset) {
        index.add(entry.receivedAt(), offset);
        recent.add(entry.deliveryKey(), entry.receivedAt());
    }

    /** A line that is not an entry, which only damage from outside can make, is passed over and never deleted. */
    private @Nullable AuditEntry parse(byte[] line) {
        try {
            return json.readValue(line, AuditEntry.class);
        } catch (JacksonException e) {
            return null;
        }
    }
}

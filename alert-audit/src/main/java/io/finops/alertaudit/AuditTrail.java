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
 * <p>Nothing that was written is ever deleted. A last line that lacks only its line feed is given one. A last line torn by a crash,
 * which was never acknowledged, is moved to {@code alerts.torn} at the next start, and Alertmanager's retry writes the alert again.
 * What a retry repeats within the retry window is recognised, also across a restart, and not written twice. Times of reception never
 * run backwards, whatever the clock does. Safe for use by several threads.
 */
final class AuditTrail implements Closeable {
    /** Alertmanager gives a notification up after the group interval, which is far below this; repeats come after hours. */
    static final Duration RETRY_WINDOW = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

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
     * @param channels what else the receiver of this notification consists of
     * @return the entries written; empty if this was a retry of something already on disk
     * @throws IOException if they could not be written; the file is then as it was before
     */
    synchronized List<AuditEntry> append(AlertNotification notification, List<String> channels) throws IOException {
        Instant now = clock.instant();
        newest = now.isBefore(newest) ? newest : now;
        recent.forgetBefore(newest);
        List<AuditEntry> entries = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int position = 0; position < notification.alerts().size(); position++) {
            AuditEntry entry = AuditEntry.of(notification, channels, position, newest);
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
        LineReader.read(file, 0, size, (offset, line) -> {
            length = offset + line.length + 1;
            recall(line, offset);
        });
        if (length < size) {
            finish(LineReader.bytes(channel, length, size));
        }
    }

    private boolean recall(byte[] line, long offset) {
        AuditEntry entry = parse(line);
        if (entry != null) {
            newest = entry.receivedAt().isAfter(newest) ? entry.receivedAt() : newest;
            remember(entry, offset);
        }
        return entry != null;
    }

    /** The file does not end with a line feed: the last line was not written to its end. */
    private void finish(byte[] lastLine) throws IOException {
        if (recall(lastLine, length)) {
            write(ByteBuffer.allocate(lastLine.length + 1)
                    .put(lastLine)
                    .put((byte) '\n')
                    .array());
            LOG.warn("trail_repaired: the last line of {} lacked only its end", file);
            return;
        }
        Path torn = file.resolveSibling("alerts.torn");
        try (FileChannel aside = FileChannel.open(
                torn, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(lastLine);
            while (bytes.hasRemaining()) {
                aside.write(bytes);
            }
            aside.force(true);
        }
        channel.truncate(length);
        channel.force(true);
        LOG.warn("trail_repaired: moved {} bytes of a torn last line from {} to {}", lastLine.length, file, torn);
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

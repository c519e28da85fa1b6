package io.finops.simulators.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's journal: numbered files in a folder, each with the totals before it in its first line and then a line a
 * record. Keeps the newest 500,000 to 550,000 records. A last line that is not whole is cut off.
 */
final class SegmentFolder implements SegmentSource {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFolder.class);
    private static final int RECORDS_PER_SEGMENT = 50_000;
    private static final int MOST_SEGMENTS = 11;

    private final Path folder;
    private final FileChannel lockFile;
    private final int recordsPerSegment;
    private final int mostSegments;
    private long newest;

    SegmentFolder(Path folder) {
        this(folder, RECORDS_PER_SEGMENT, MOST_SEGMENTS);
    }

    SegmentFolder(Path folder, int recordsPerSegment, int mostSegments) {
        this.folder = folder;
        this.recordsPerSegment = recordsPerSegment;
        this.mostSegments = mostSegments;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(
                    folder.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be written", e);
        }
        if (lock() == null) {
            throw new IllegalStateException("the data folder " + folder + " is in use by another simulators process");
        }
    }

    @Override
    public int mostSegments() {
        return mostSegments;
    }

    @Override
    public int recordsPerSegment() {
        return recordsPerSegment;
    }

    @Override
    public GatewayTotals restore(Deque<Segment> segments) {
        try {
            GatewayTotals totals = null;
            for (Path file : files()) {
                newest = number(file);
                totals = restore(file, totals, segments);
            }
            return totals == null ? new GatewayTotals() : totals;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal in " + folder + " cannot be read", e);
        }
    }

    @Override
    public Segment next(GatewayTotals soFar) {
        newest++;
        Path file = folder.resolve("gateway-%08d.log".formatted(newest));
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            SegmentStorage storage = new SegmentStorage.InFile(file, channel);
            storage.append(soFar.line());
            return new Segment(storage, recordsPerSegment);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the lock in " + folder, e);
        }
    }

    private GatewayTotals restore(Path file, @Nullable GatewayTotals before, Deque<Segment> segments)
            throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        byte[] bytes = readWhole(channel);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole < bytes.length) {
            LOG.warn("cut {} bytes of an unfinished line off the journal {}", bytes.length - whole, file.getFileName());
            channel.truncate(whole);
        }
        Segment segment = new Segment(new SegmentStorage.InFile(file, channel), recordsPerSegment);
        GatewayTotals totals = before;
        int start = 0;
        for (int end = 0; end < whole; end++) {
            if (bytes[end] == '\n') {
                String line = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
                if (start == 0) {
                    totals = before == null ? GatewayTotals.parse(line) : before;
                } else if (totals != null) {
                    restoreLine(line, start, segment, segments, totals);
                }
                start = end + 1;
            }
        }
        if (totals == null) {
            totals = new GatewayTotals();
        }
        if (whole == 0) {
            segment.storage.append(totals.line());
        }
        segments.addLast(segment);
        return totals;
    }

    private static void restoreLine(
            String line, int position, Segment segment, Deque<Segment> before, GatewayTotals totals) {
        Charge charge = RecordLine.charge(line);
        if (charge != null) {
            int captures = charge.approved() ? captures(before, segment, charge.reference()) : 0;
            totals.add(charge, captures == 1);
            segment.index(charge, position);
            return;
        }
        Refund refund = RecordLine.refund(line);
        if (refund != null) {
            totals.add(refund);
            segment.index(refund, position);
        }
    }

    private static int captures(Deque<Segment> before, Segment current, String reference) {
        int captures = GatewayRecord.capturesBefore(before, reference);
        return captures >= 2 ? captures : captures + current.captures(reference, 2 - captures);
    }

    private static byte[] readWhole(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {
            // until whole
        }
        return buffer.array();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("gateway-\\d{8}\\.log"))
                    .sorted()
                    .toList();
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""));
    }

    private @Nullable FileLock lock() {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be locked", e);
        }
    }
}

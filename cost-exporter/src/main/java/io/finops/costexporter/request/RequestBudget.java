package io.finops.costexporter.request;

import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.ReadFailure;
import io.finops.costexporter.state.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many paid requests are left of a UTC day. Each is written to disk before it leaves, so that no crash, restart or
 * retry ever spends more than the budget, nor several processes of one state folder. Thread-safe.
 */
public final class RequestBudget {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBudget.class);

    private final Path file;
    private final int perDay;
    private final Clock clock;
    private LocalDate day;
    private int used;

    /**
     * @param file one line, {@code <day> <used>}
     * @throws UncheckedIOException if the file cannot be read
     */
    public RequestBudget(Path file, int perDay, Clock clock) {
        this.file = file;
        this.perDay = perDay;
        this.clock = clock;
        this.day = today();
        load();
    }

    private void load() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            day = LocalDate.parse(words[0]);
            used = Integer.parseInt(words[1]);
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // What was spent today is not known, so nothing more is spent today.
            LOG.warn("{} is damaged: no paid request before the next UTC day", file);
            used = perDay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes one, or throws a {@link ReadFailure} if none is left or the spending cannot be recorded. */
    synchronized void take() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                FileLock unused = channel.lock(); // until the channel is closed
                takeAlone();
            }
        } catch (IOException e) {
            throw new ReadFailure(
                    FailureReason.INTERNAL, "cannot record a paid request in " + file + ": " + e.getMessage(), e);
        }
    }

    private void takeAlone() throws IOException {
        countOthers();
        startNewDay();
        if (used >= perDay) {
            throw new ReadFailure(
                    FailureReason.BUDGET_EXHAUSTED,
                    "today's " + perDay + " paid requests are used up; the next are due after midnight UTC");
        }
        used++;
        DurableFile.replace(file, (day + " " + used + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** What another process has spent since; a file that cannot be read leaves what is known here. */
    private void countOthers() {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            LocalDate theirs = LocalDate.parse(words[0]);
            int spent = Integer.parseInt(words[1]);
            if (theirs.isAfter(day)) {
                day = theirs;
                used = spent;
            } else if (theirs.equals(day)) {
                used = Math.max(used, spent);
            }
        } catch (IOException | DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            LOG.debug("{} cannot be read", file, e);
        }
    }

    public synchronized int remaining() {
        countOthers();
        startNewDay();
        return Math.max(0, perDay - used);
    }

    private void startNewDay() {
        LocalDate today = today();
        // A clock that was set back does not give spent requests back.
        if (today.isAfter(day)) {
            day = today;
            used = 0;
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }
}

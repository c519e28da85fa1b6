package io.finops.costexporter.request;

import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
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
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many paid requests are left of a UTC day. Each is written to disk before it leaves, so that no crash, restart or
 * retry ever spends more than the budget, nor several processes of one state folder. Thread-safe.
 *
 * <p>What a day without failures needs is kept for that: reads that repeat a failed one share the rest. Half of the rest
 * is theirs at once and the other half comes along the day, so that an outage at any hour is followed by a prompt
 * recovery.
 */
public final class RequestBudget {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBudget.class);
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    /** Repeats that only the most important read may use while it fails. */
    private static final int KEPT_FOR_THE_FIRST = 4;

    /** What the read on this thread may do and has spent: the SDK calls back on the thread that asks. */
    private static final ThreadLocal<Spending> SPENDING = new ThreadLocal<>();

    private final Path file;
    private final int perDay;
    private final int forRepeats;
    private final Clock clock;
    private LocalDate day;
    private int used;
    private int repeats;

    /** What a read came to, and how many paid requests it took. */
    public record Spent<T>(T result, int requests) {}

    private static final class Spending {
        private final boolean repeat;
        private int requests;

        Spending(boolean repeat) {
            this.repeat = repeat;
        }
    }

    /**
     * @param file one line, {@code <day> <used> <of them repeats>}
     * @param needed what a day without failures takes
     * @throws UncheckedIOException if the file cannot be read
     */
    public RequestBudget(Path file, int perDay, int needed, Clock clock) {
        this.file = file;
        this.perDay = perDay;
        this.forRepeats = Math.max(0, perDay - needed);
        this.clock = clock;
        this.day = today();
        load();
    }

    private void load() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            String[] words = words();
            day = LocalDate.parse(words[0]);
            used = Integer.parseInt(words[1]);
            repeats = repeats(words);
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // What was spent today is not known, so nothing more is spent today.
            LOG.warn("{} is damaged: no paid request before the next UTC day", file);
            used = perDay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] words() throws IOException {
        return Files.readString(file).strip().split(" ", -1);
    }

    /** Earlier versions did not count them. */
    private static int repeats(String[] words) {
        return words.length > 2 ? Integer.parseInt(words[2]) : 0;
    }

    /** Runs a read whose requests, on this thread, are counted. */
    public <T> Spent<T> spending(boolean repeat, Supplier<T> read) {
        Spending counted = new Spending(repeat);
        SPENDING.set(counted);
        try {
            return new Spent<>(read.get(), counted.requests);
        } finally {
            SPENDING.remove();
        }
    }

    /** Takes one, or throws a {@link ReadFailure} if none is left or the spending cannot be recorded. */
    synchronized void take() {
        change(() -> {
            if (used >= perDay) {
                throw new ReadFailure(
                        FailureReason.BUDGET_EXHAUSTED,
                        "today's " + perDay + " paid requests are used up; the next are due after midnight UTC");
            }
            Spending counted = SPENDING.get();
            if (counted != null) {
                counted.requests++;
                repeats += counted.repeat ? 1 : 0;
            }
            used++;
        });
    }

    /** Gives one back that was taken and never left this machine. */
    synchronized void giveBack() {
        change(() -> {
            Spending counted = SPENDING.get();
            if (counted != null) {
                counted.requests--;
                repeats -= counted.repeat ? 1 : 0;
            }
            used = Math.max(0, used - 1);
        });
    }

    private void change(Runnable change) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                FileLock unused = channel.lock(); // until the channel is closed
                countOthers();
                startNewDay();
                change.run();
                String line = day + " " + used + " " + repeats + "\n";
                DurableFile.replace(file, line.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new ReadFailure(
                    FailureReason.INTERNAL, "cannot record a paid request in " + file + ": " + e.getMessage(), e);
        }
    }

    /** What another process has spent since; a file that cannot be read leaves what is known here. */
    private void countOthers() {
        try {
            String[] words = words();
            LocalDate theirs = LocalDate.parse(words[0]);
            int spent = Integer.parseInt(words[1]);
            int repeated = repeats(words);
            if (!theirs.isBefore(day)) {
                day = theirs;
                used = spent;
                repeats = repeated;
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

    /**
     * Whether a read that repeats a failed one may be made now.
     *
     * @param all whether it may also use what is kept for the most important read
     */
    public synchronized boolean mayRepeat(boolean all) {
        countOthers();
        startNewDay();
        double elapsed = LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC).toSecondOfDay() / SECONDS_PER_DAY;
        int allowed = Math.min(forRepeats, (forRepeats + 1) / 2 + (int) (forRepeats * elapsed));
        return used < perDay && repeats + (all ? 0 : KEPT_FOR_THE_FIRST) < allowed;
    }

    private void startNewDay() {
        LocalDate today = today();
        // A clock that was set back does not give spent requests back.
        if (today.isAfter(day)) {
            day = today;
            used = 0;
            repeats = 0;
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }
}

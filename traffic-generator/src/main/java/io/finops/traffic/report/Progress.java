package io.finops.traffic.report;

import io.finops.traffic.load.Event;
import io.finops.traffic.load.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Reports progress during a run: one self-updating line on a terminal, a line every few seconds elsewhere. */
public final class Progress implements Consumer<Interval> {
    private static final int PLAIN_LINES = 20;
    private static final String CLEAR_LINE = "\r\u001B[2K";

    private final PrintStream out;
    private final boolean live;
    private final double duration;
    private final double every;
    private double nextPlain;

    /**
     * @param live whether the line can update itself
     * @param duration of the run in seconds
     */
    public Progress(PrintStream out, boolean live, double duration) {
        this.out = out;
        this.live = live;
        this.duration = duration;
        this.every = Math.max(1, Math.ceil(duration / PLAIN_LINES));
        this.nextPlain = every;
    }

    @Override
    public void accept(Interval interval) {
        if (live) {
            out.print(CLEAR_LINE + line(interval));
            out.flush();
        } else if (interval.seconds() >= duration || interval.seconds() >= nextPlain) {
            out.println(line(interval));
            nextPlain += every;
        }
    }

    /** Ends the live line, so that what is printed next starts on a line of its own. */
    public void end() {
        if (live) {
            out.println();
        }
    }

    private String line(Interval interval) {
        Histogram latency = interval.times().latency();
        String p99 = latency.getTotalCount() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f ms", latency.getValueAtPercentile(99) / 1e6);
        return String.format(
                Locale.ROOT,
                "%4.0f/%.0f s  %.1f/s  p99 %s  errors %d  late %d  dropped %d  in flight %d  %.0f s left",
                Math.min(interval.seconds(), duration),
                duration,
                interval.counts().ended() / Math.max(1e-9, interval.length()),
                p99,
                interval.total().of(Event.Kind.ERROR),
                interval.total().of(Event.LATE),
                interval.total().of(Event.DROPPED),
                interval.total().inFlight(),
                Math.max(0, duration - interval.seconds()));
    }

    /** Whether standard error is a terminal, as far as Linux can tell; otherwise plain lines are printed. */
    public static boolean terminal() {
        Path descriptor = Path.of("/proc/self/fd/2");
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}

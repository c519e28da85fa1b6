package io.finops.traffic.report;

import io.finops.traffic.load.Interval;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@code load_histograms.hlog}: the distributions of every second in HdrHistogram's log format, in nanoseconds, under the
 * tags {@code latency}, {@code service} and {@code scheduling}. Its own tools read and merge it.
 */
public final class HistogramFile implements Consumer<Interval>, AutoCloseable {
    private final PrintStream stream;
    private final HistogramLogWriter writer;
    private long from;

    public HistogramFile(Path file) throws IOException {
        stream = new PrintStream(new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8);
        writer = new HistogramLogWriter(stream);
        from = System.currentTimeMillis();
        writer.outputComment("[latency, service time and scheduling error of the traffic generator, in nanoseconds]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(from);
        writer.setBaseTime(from);
        writer.outputLegend();
    }

    @Override
    public void accept(Interval interval) {
        long to = System.currentTimeMillis();
        write("latency", interval.times().latency(), to);
        write("service", interval.times().service(), to);
        write("scheduling", interval.times().scheduling(), to);
        if (stream.checkError()) {
            throw new UncheckedIOException(new IOException("load_histograms.hlog cannot be written"));
        }
        from = to;
    }

    private void write(String tag, Histogram times, long to) {
        times.setTag(tag);
        times.setStartTimeStamp(from);
        times.setEndTimeStamp(to);
        writer.outputIntervalHistogram(times);
    }

    @Override
    public void close() {
        stream.close();
    }
}

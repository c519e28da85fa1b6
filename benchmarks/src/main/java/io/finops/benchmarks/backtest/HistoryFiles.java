package io.finops.benchmarks.backtest;

import io.finops.rehearsal.history.OpenMetrics;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Samples of one resolution, in files that are not longer than a block of Prometheus, so that promtool reads each of them for one block only. */
final class HistoryFiles implements AutoCloseable {
    private final Path folder;
    private final long blockSeconds;
    private final Set<String> names;
    private final Map<String, Boolean> wanted = new HashMap<>();
    private final List<Path> files = new ArrayList<>();
    private BufferedWriter out;
    private long block = -1;
    private long samples;

    /** Keeps only series of these names. */
    HistoryFiles(Path folder, long blockSeconds, Set<String> names) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.blockSeconds = blockSeconds;
        this.names = Set.copyOf(names);
        out = new BufferedWriter(java.io.Writer.nullWriter());
    }

    /** A sink for one instant; to be asked for in order of time. */
    SampleSink at(long time) throws IOException {
        if (time / blockSeconds != block) {
            end();
            block = time / blockSeconds;
            Path file = folder.resolve(block + ".om");
            files.add(file);
            out = Files.newBufferedWriter(file);
        }
        return (series, value) -> {
            if (!Double.isNaN(value) && wanted.computeIfAbsent(series, this::isWanted)) {
                samples++;
                OpenMetrics.sample(out, series, value, time);
            }
        };
    }

    List<Path> files() {
        return files;
    }

    long samples() {
        return samples;
    }

    private boolean isWanted(String series) {
        int labels = series.indexOf('{');
        return names.contains(labels < 0 ? series : series.substring(0, labels));
    }

    private void end() throws IOException {
        if (block >= 0) {
            out.write(OpenMetrics.END);
        }
        out.close();
    }

    @Override
    public void close() throws IOException {
        end();
    }
}

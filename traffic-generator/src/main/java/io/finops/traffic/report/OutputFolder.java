package io.finops.traffic.report;

import io.finops.traffic.load.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The output files of a run. Opening the folder checks that they can be written. */
public final class OutputFolder implements Consumer<Interval>, AutoCloseable {
    private final Path folder;
    private final SamplesFile samples;
    private final HistogramFile histograms;

    private OutputFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        // The summary of an earlier run must not be taken for this one's.
        Files.deleteIfExists(summary());
        samples = new SamplesFile(folder.resolve("load_samples.csv"));
        histograms = new HistogramFile(folder.resolve("load_histograms.hlog"));
    }

    /**
     * Creates the folder if necessary and starts the files.
     *
     * @throws IllegalArgumentException if that fails
     */
    public static OutputFolder open(Path folder) {
        try {
            return new OutputFolder(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException("the output folder " + folder + " cannot be written", e);
        }
    }

    public Path path() {
        return folder;
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    public Path summary() {
        return file("load_summary.json");
    }

    @Override
    public void accept(Interval interval) {
        samples.accept(interval);
        histograms.accept(interval);
    }

    public void write(ObjectNode summary) throws IOException {
        try {
            Files.writeString(summary(), Summary.text(summary));
        } catch (IOException e) {
            // Half a summary must not be taken for a whole one.
            Files.deleteIfExists(summary());
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        samples.close();
        histograms.close();
    }
}

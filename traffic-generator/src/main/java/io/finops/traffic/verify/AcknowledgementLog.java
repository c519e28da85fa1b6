package io.finops.traffic.verify;

import io.finops.traffic.load.Acknowledgements;
import io.finops.traffic.load.Interval;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * {@code load_acknowledged.csv}: every payment that the target acknowledged, so that a run of any length fits into
 * memory. The sending path puts into a queue without locks; once a second it is emptied into the file.
 */
public final class AcknowledgementLog implements Acknowledgements, Consumer<Interval>, AutoCloseable {
    static final String HEADING = "payment,status,id";

    private final ConcurrentLinkedQueue<Acknowledged> queue = new ConcurrentLinkedQueue<>();
    private final Path file;
    private final BufferedWriter writer;

    public AcknowledgementLog(Path file) throws IOException {
        this.file = file;
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        writer.write(HEADING + "\n");
    }

    @Override
    public void acknowledged(long payment, String status, String id) {
        queue.add(new Acknowledged(payment, status, id));
    }

    @Override
    public void accept(Interval interval) {
        try {
            for (Acknowledged next = queue.poll(); next != null; next = queue.poll()) {
                writer.write(next.line());
                writer.write('\n');
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where they are. */
    public Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

package io.finops.alertaudit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads whole lines between two offsets of a file that others may be appending to. */
final class LineReader {
    /** Receives a line without its line feed, and the offset of its first byte. */
    interface LineSink {
        void accept(long offset, byte[] line);
    }

    private LineReader() {}

    /** What follows the last line feed is left out. */
    static void read(Path file, long from, long to, LineSink sink) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(from);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long start = from;
            for (long offset = from; offset < to; offset++) {
                int b = in.read();
                if (b < 0) {
                    return;
                }
                if (b == '\n') {
                    sink.accept(start, line.toByteArray());
                    line.reset();
                    start = offset + 1;
                } else {
                    line.write(b);
                }
            }
        }
    }

    /** What lies between two offsets. */
    static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // Reads on until it has them all.
        }
        return bytes.array();
    }
}

package io.finops.simulators.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where the lines of one segment are kept. A line is with the operating system when {@code append} returns. */
interface SegmentStorage {
    /** Longest line: two keys of 255 characters and the figures. */
    int LONGEST_LINE = 1024;

    /** Returns the position of the line. */
    int append(String line);

    /** The line at a position, without its line break. */
    String read(int position);

    void close();

    void delete();

    /** In the heap, for runs that need not survive a restart. */
    final class InMemory implements SegmentStorage {
        private byte[] bytes = new byte[64 * 1024];
        private int length;

        @Override
        public int append(String line) {
            int position = length;
            if (length + line.length() > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, length + line.length()));
            }
            for (int i = 0; i < line.length(); i++) {
                bytes[length++] = (byte) line.charAt(i);
            }
            return position;
        }

        @Override
        public String read(int position) {
            int end = position;
            while (bytes[end] != '\n') {
                end++;
            }
            return new String(bytes, position, end - position, StandardCharsets.US_ASCII);
        }

        @Override
        public void close() {}

        @Override
        public void delete() {}
    }

    /** In a file; what was appended survives a kill of this process, but not a power cut. */
    final class InFile implements SegmentStorage {
        private final Path file;
        private final FileChannel channel;
        private final ByteBuffer write = ByteBuffer.allocateDirect(32 * LONGEST_LINE);
        private final ByteBuffer read = ByteBuffer.allocate(LONGEST_LINE);
        private long length;

        InFile(Path file, FileChannel channel) throws IOException {
            this.file = file;
            this.channel = channel;
            this.length = channel.size();
        }

        @Override
        public int append(String line) {
            int position = Math.toIntExact(length);
            write.clear();
            for (int i = 0; i < line.length(); i++) {
                write.put((byte) line.charAt(i));
            }
            write.flip();
            try {
                while (write.hasRemaining()) {
                    length += channel.write(write, length);
                }
            } catch (IOException e) {
                length = position;
                throw new UncheckedIOException("cannot write " + file, e);
            }
            return position;
        }

        @Override
        public String read(int position) {
            read.clear();
            try {
                channel.read(read, position);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
            int end = 0;
            while (end < read.position() && read.get(end) != '\n') {
                end++;
            }
            return new String(read.array(), 0, end, StandardCharsets.US_ASCII);
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + file, e);
            }
        }

        @Override
        public void delete() {
            close();
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file, e);
            }
        }
    }
}

package io.finops.costexporter.scrape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A part of an answer, plain and deflated (RFC 1951). A deflated segment ends on a byte and refers to nothing before it,
 * so that segments one after the other are one stream. Immutable: its bytes are not to be changed.
 */
final class Segment {
    /** A sixteenth remains already, as every line repeats names and labels; the default level takes eight times as long. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private final byte[] plain;
    private final byte[] deflated;

    private Segment(byte[] plain, byte[] deflated) {
        this.plain = plain;
        this.deflated = deflated;
    }

    byte[] plain() {
        return plain;
    }

    byte[] deflated() {
        return deflated;
    }

    /** With or without the final block, which only the last segment of an answer has. */
    static Segment of(byte[] plain, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(plain.length / 16 + 64);
            OutputStream out = new DeflaterOutputStream(deflated, deflater, 8192, true);
            out.write(plain);
            if (last) {
                out.close();
            } else {
                out.flush(); // to the end of a byte
            }
            return new Segment(plain, deflated.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written to but memory
        } finally {
            deflater.end();
        }
    }
}

package io.finops.costexporter.scrape;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** The answer to one scrape, to be written plain or as gzip (RFC 1952). */
public final class Scrape {
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final int GZIP_TRAILER = 8;

    private final String contentType;
    private final Segment first;
    private final byte[] rest;

    Scrape(String contentType, Segment first, byte[] rest) {
        this.contentType = contentType;
        this.first = first;
        this.rest = rest;
    }

    public String contentType() {
        return contentType;
    }

    /** Its length without compression, in bytes. */
    public int length() {
        return first.plain().length + rest.length;
    }

    public void write(OutputStream out) throws IOException {
        out.write(first.plain());
        out.write(rest);
    }

    /** One member of gzip, whose first segment was deflated before. */
    public byte[] gzip() {
        Segment last = Segment.of(rest, true);
        CRC32 checksum = new CRC32();
        checksum.update(first.plain());
        checksum.update(rest);
        return ByteBuffer.allocate(GZIP_HEADER.length + first.deflated().length + last.deflated().length + GZIP_TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(GZIP_HEADER)
                .put(first.deflated())
                .put(last.deflated())
                .putInt((int) checksum.getValue())
                .putInt(length())
                .array();
    }
}

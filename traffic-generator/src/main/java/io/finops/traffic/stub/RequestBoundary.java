package io.finops.traffic.stub;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/** Finds where the requests of a connection end. Understands Content-Length, which is all that load tools send. */
public final class RequestBoundary {
    private static final AsciiString LENGTH = AsciiString.cached("\ncontent-length:");
    private static final AsciiString END = AsciiString.cached("\r\n\r\n");

    private int endMatched;
    private int lengthMatched;
    private boolean readingLength;
    private long contentLength;
    private long bodyLeft;

    /** How many requests end within these bytes, which follow those of the last call. */
    public int completedBy(ByteBuf bytes) {
        int completed = 0;
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (bodyLeft > 0) {
                int skipped = (int) Math.min(bodyLeft, end - at);
                at += skipped;
                bodyLeft -= skipped;
                completed += bodyLeft == 0 ? 1 : 0;
            } else if (headEndsWith(bytes.getByte(at++))) {
                bodyLeft = contentLength;
                contentLength = 0;
                completed += bodyLeft == 0 ? 1 : 0;
            }
        }
        return completed;
    }

    private boolean headEndsWith(byte b) {
        if (readingLength) {
            if (b >= '0' && b <= '9') {
                contentLength = contentLength * 10 + (b - '0');
            } else if (b != ' ') {
                readingLength = false;
            }
        }
        lengthMatched = lower(b) == LENGTH.byteAt(lengthMatched) ? lengthMatched + 1 : b == '\n' ? 1 : 0;
        if (lengthMatched == LENGTH.length()) {
            lengthMatched = 0;
            readingLength = true;
        }
        endMatched = b == END.byteAt(endMatched) ? endMatched + 1 : b == '\r' ? 1 : 0;
        if (endMatched == END.length()) {
            endMatched = 0;
            return true;
        }
        return false;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
}

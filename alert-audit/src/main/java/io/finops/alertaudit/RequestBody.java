package io.finops.alertaudit;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a request's body up to a limit. */
final class RequestBody {
    /** Two hundred alerts, the most that Alertmanager sends at once here, may have 20 KiB each. */
    static final int LIMIT_BYTES = 4 << 20;

    /** How much of a body that is too long is read away, so that the sender gets to read the answer. */
    private static final long DRAIN_BYTES = 16L << 20;

    private RequestBody() {}

    /** The body, or null if it is longer than the limit. */
    static byte @Nullable [] read(InputStream in) throws IOException {
        byte[] body = in.readNBytes(LIMIT_BYTES + 1);
        if (body.length <= LIMIT_BYTES) {
            return body;
        }
        byte[] rest = new byte[1 << 16];
        for (long drained = 0; drained < DRAIN_BYTES; ) {
            int n = in.read(rest);
            if (n < 0) {
                break;
            }
            drained += n;
        }
        return null;
    }
}

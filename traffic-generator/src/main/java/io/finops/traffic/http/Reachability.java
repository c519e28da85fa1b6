package io.finops.traffic.http;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Whether a target accepts connections. */
public final class Reachability {
    private Reachability() {}

    /** Connects and sends nothing; throws when that does not work in time. */
    public static void check(Target target, Duration timeout) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(target.address(), (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE));
        }
    }
}

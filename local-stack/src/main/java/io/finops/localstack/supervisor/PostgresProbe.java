package io.finops.localstack.supervisor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Opens a connection as far as the server's request for a password. A server that still recovers accepts the connection, too,
 * but answers with an error: an open port alone says nothing.
 */
final class PostgresProbe {
    private static final int LIMIT_MILLIS = 2_000;
    private static final int PROTOCOL_3 = 3 << 16;

    private PostgresProbe() {}

    /** Whoever answers at all, be it with an error, is recovering or full: it will be well without our help. */
    static Probe.Health ask(String host, int port, String database) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(startupMessage(database));
            int answer = socket.getInputStream().read();
            return answer == 'R'
                    ? new Probe.Health("", false)
                    : new Probe.Health("the database is not ready yet", answer == 'E');
        } catch (IOException e) {
            return new Probe.Health("port " + port + " does not answer (" + e.getMessage() + ")", false);
        }
    }

    private static byte[] startupMessage(String database) throws IOException {
        byte[] parameters =
                ("user\0" + database + "\0database\0" + database + "\0\0").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream message = new DataOutputStream(bytes);
        message.writeInt(Integer.BYTES * 2 + parameters.length);
        message.writeInt(PROTOCOL_3);
        message.write(parameters);
        return bytes.toByteArray();
    }
}

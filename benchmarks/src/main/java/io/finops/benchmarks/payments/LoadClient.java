package io.finops.benchmarks.payments;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept connection that sends payments by hand-made HTTP/1.1: what measures must cost less than what is measured. */
final class LoadClient implements AutoCloseable {
    private final URI service;
    private final String head;
    private Socket socket;
    private InputStream in;

    LoadClient(URI service, String apiKey) throws IOException {
        this.service = service;
        socket = connect(service);
        in = new BufferedInputStream(socket.getInputStream(), 8192);
        head = "POST /payments HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + apiKey
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: ";
    }

    private static Socket connect(URI service) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Returns the status of the answer. */
    int pay(String key, String body) throws IOException {
        socket.getOutputStream()
                .write((head + key + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
        String status = line();
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).trim());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            last |= lower.startsWith("connection:") && lower.contains("close");
        }
        if (chunked) {
            for (int chunk = chunk(); chunk > 0; chunk = chunk()) {
                in.skipNBytes(chunk + 2L);
            }
            line();
        } else {
            in.skipNBytes(length);
        }
        if (last) {
            // A server may end a connection after so many requests.
            socket.close();
            socket = connect(service);
            in = new BufferedInputStream(socket.getInputStream(), 8192);
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().trim(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the service closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

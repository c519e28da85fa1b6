package io.finops.localstack.supervisor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A component for the tests: answers 200 on the port it is given until it is ended, or 500 from the moment that it is sent {@code POST /sick}.
 * {@code POST /out-of-memory} lets a thread run out of memory while the others go on.
 */
public final class StubServer {
    private StubServer() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        AtomicInteger status = new AtomicInteger(200);
        server.createContext("/sick", exchange -> {
            status.set(500);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/out-of-memory", exchange -> {
            new Thread(StubServer::fillTheHeap).start();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    private static void fillTheHeap() {
        byte[][] heap = new byte[1 << 16][];
        for (int i = 0; i < heap.length; i++) {
            heap[i] = new byte[1 << 20];
        }
        System.out.println("there is room for " + Arrays.hashCode(heap));
    }
}

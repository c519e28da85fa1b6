package io.finops.benchmarks.payments;

import com.sun.net.httpserver.HttpServer;
import io.finops.localstack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where traces and profiles may go in the bench: to one who takes and forgets them, to one who is gone, to one who never answers. */
final class TraceCollectors implements AutoCloseable {
    private static final int MANY = 1000;

    private final HttpServer taking;
    private final ExecutorService takers = Executors.newSingleThreadExecutor();
    private final ServerSocket mute;
    private final int refusing;

    TraceCollectors() {
        InetAddress here = InetAddress.getLoopbackAddress();
        try {
            taking = HttpServer.create(new InetSocketAddress(here, 0), 0);
            taking.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            taking.setExecutor(takers);
            taking.start();
            // The kernel completes connections and takes what they send; nobody ever reads or answers.
            mute = new ServerSocket(0, MANY, here);
            try (ServerSocket closed = new ServerSocket(0, 1, here)) {
                refusing = closed.getLocalPort();
            }
        } catch (IOException e) {
            throw new StackException("no free port: " + e, e);
        }
    }

    /** Where any signal is taken, without a path. */
    String takingBase() {
        return "http://127.0.0.1:" + taking.getAddress().getPort();
    }

    String taking() {
        return option(taking.getAddress().getPort());
    }

    String refusing() {
        return option(refusing);
    }

    String hanging() {
        return option(mute.getLocalPort());
    }

    private static String option(int port) {
        return "--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:" + port + "/v1/traces";
    }

    @Override
    public void close() {
        taking.stop(0);
        takers.shutdownNow();
        try {
            mute.close();
        } catch (IOException e) {
            throw new StackException("a port cannot be closed: " + e, e);
        }
    }
}

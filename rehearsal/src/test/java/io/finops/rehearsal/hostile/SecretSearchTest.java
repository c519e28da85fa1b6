package io.finops.rehearsal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.finops.localstack.http.HttpJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSearchTest {
    private final SecretSearch search = new SecretSearch(new HttpJson(), "s3cret17", Instant.now());

    @Test
    void namesTheLogFilesThatHaveIt(@TempDir Path logs) throws IOException {
        Files.writeString(logs.resolve("clean.log"), "nothing here\n");
        Files.write(logs.resolve("telling.log"), "\u00ff path=/s3cret17\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(search.files(logs)).containsExactly("telling.log");
        assertThat(search.files(logs.resolve("absent"))).isEmpty();
    }

    @Test
    void namesTheTracesThatHaveItAndPadsIdsThatTheSearchHasShortened() throws IOException {
        HttpServer tempo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(tempo, "/api/search", "{\"traces\":[{\"traceID\":\"ab1\"},{\"traceID\":\"c2\"}]}");
        answer(tempo, "/api/v2/traces/" + "0".repeat(29) + "ab1", "{\"spans\":[{\"name\":\"GET /s3cret17\"}]}");
        answer(tempo, "/api/v2/traces/" + "0".repeat(30) + "c2", "{\"spans\":[{\"name\":\"POST /payments\"}]}");
        tempo.start();
        try {
            assertThat(search.spans("http://127.0.0.1:" + tempo.getAddress().getPort()))
                    .containsExactly("trace ab1");
        } finally {
            tempo.stop(0);
        }
    }

    private static void answer(HttpServer server, String path, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }
}

package io.finops.payments.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDatabaseTest {
    @Test
    void fallsBackToTheEmbeddedServerWhereAnEngineAnswersThatCanPullNothing(@TempDir Path home) throws Exception {
        HttpServer engine = engineWithoutImages();
        try {
            Path output = home.resolve("output");
            Process process = withEngine(engine, home, output);
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(output)
                    .content()
                    .contains("A Docker engine answers, but starts no PostgreSQL")
                    .contains("database: jdbc:postgresql://localhost:");
            assertThat(process.exitValue()).isZero();
        } finally {
            engine.stop(0);
        }
    }

    /** A process of its own, because Testcontainers remembers for a whole JVM whether there is an engine. */
    private static Process withEngine(HttpServer engine, Path home, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        builder.environment()
                .put("DOCKER_HOST", "tcp://127.0.0.1:" + engine.getAddress().getPort());
        builder.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
        return builder.redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
    }

    /** The part of Docker's API that says that an engine is there and has nothing. */
    private static HttpServer engineWithoutImages() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            int status = path.endsWith("/_ping") || path.endsWith("/info") || path.endsWith("/version") ? 200 : 404;
            byte[] body = (path.endsWith("/_ping")
                            ? "OK"
                            : status == 200
                                    ? "{\"ServerVersion\":\"28.0.0\",\"Version\":\"28.0.0\",\"ApiVersion\":\"1.44\",\"OperatingSystem\":\"none\",\"MemTotal\":1000000000}"
                                    : "{\"message\":\"no such image, and nowhere to pull it from\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Creates a database as every test does, and says where. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            System.out.println("database: " + TestDatabase.create().url());
            System.exit(0);
        }
    }
}

package io.finops.telemetry.profiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProfilingTest {
    private static final String SERVER = "PYROSCOPE_SERVER_ADDRESS";

    @Test
    void nothingIsStartedUnlessAServerIsNamed() {
        assertThat(Profiling.isWanted(Map.of())).isFalse();
        assertThat(Profiling.isWanted(Map.of(SERVER, ""))).isFalse();
        assertThat(Profiling.start("our-program", "1.0", Map.of(SERVER, " ")).spans())
                .isEmpty();
    }

    @Test
    void noClassOfTheAgentIsNeededWhileItIsOff() throws Exception {
        try (URLClassLoader without = classesWithout("pyroscope")) {
            Class<?> profiling = without.loadClass(Profiling.class.getName());
            Object off = profiling
                    .getMethod("start", String.class, String.class, Map.class)
                    .invoke(null, "our-program", "1.0", Map.of());

            assertThat(profiling.getMethod("spans").invoke(off)).isEqualTo(Optional.empty());
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void profilesReachWhoeverTakesThemUnderTheNameOfTheProgram() throws IOException {
        List<String> taken = new CopyOnWriteArrayList<>();
        HttpServer taker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        taker.createContext("/ingest", exchange -> {
            exchange.getRequestBody().readAllBytes();
            taken.add(URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        taker.start();
        try {
            Profiling profiling = Profiling.start(
                    "our-program",
                    "1.2.3",
                    Map.of(
                            SERVER,
                            "http://127.0.0.1:" + taker.getAddress().getPort(),
                            "PYROSCOPE_UPLOAD_INTERVAL",
                            "1s"));

            assertThat(profiling.spans()).isPresent();
            await().atMost(Duration.ofSeconds(60)).until(() -> !taken.isEmpty());
            assertThat(taken.get(0)).contains("name=our-program{", "service_version=1.2.3", "format=jfr");
        } finally {
            taker.stop(0);
        }
    }

    /** This test's classes from a loader of their own, that does not find some. */
    private static URLClassLoader classesWithout(String word) throws IOException {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            URI place = new File(entry).toURI();
            if (!place.getPath().contains("/" + word + "/")) {
                path.add(place.toURL());
            }
        }
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}

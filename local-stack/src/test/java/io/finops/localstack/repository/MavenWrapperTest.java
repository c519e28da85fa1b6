package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper as it is checked in, fetching a Maven that says only what it is called with from a server of the test. */
class MavenWrapperTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String PROPERTIES = ".mvn/wrapper/maven-wrapper.properties";
    private static final String VERSION = "3.9.16";
    private static final String IN_A_REPOSITORY =
            "/base/org/apache/maven/apache-maven/" + VERSION + "/apache-maven-" + VERSION + "-bin";

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new HashMap<>();
    private final HttpServer server;
    private byte[] maven = new byte[0];

    MavenWrapperTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serveAMavenAndCopyTheWrapper() throws IOException {
        server.createContext("/", exchange -> {
            byte[] body = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Path program = folder.resolve("apache-maven-" + VERSION + "/bin/mvn");
        Files.createDirectories(program.resolveSibling(""));
        Files.writeString(program, "#!/bin/sh\necho this is Maven, called with \"$@\"\n");
        run(Map.of(), "chmod", "755", program.toString());
        run(Map.of(), "tar", "czf", "maven.tar.gz", "apache-maven-" + VERSION);
        maven = Files.readAllBytes(folder.resolve("maven.tar.gz"));
        files.put(IN_A_REPOSITORY + ".tar.gz", maven);
        copy("mvnw");
        copy(PROPERTIES);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void namesApachesArchiveAndAChecksumForEachFormOfTheDistribution() throws IOException {
        Properties properties = properties();
        assertThat(properties.getProperty("distributionUrl"))
                .isEqualTo("https://archive.apache.org/dist/maven/maven-3/" + VERSION + "/binaries/apache-maven-"
                        + VERSION + "-bin.zip");
        assertThat(properties.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
        assertThat(properties.getProperty("distributionSha256SumTarGz"))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(properties.getProperty("distributionSha256Sum"));
        assertThat(RepositoryFiles.read("stack")).contains("apache-maven-" + VERSION);
        assertThat(RepositoryFiles.read("CONTRIBUTING.md")).contains("pinned to Maven " + VERSION);
    }

    @Test
    void fetchesFromWhereThePropertiesSay() throws Exception {
        files.put("/dist/apache-maven-" + VERSION + "-bin.tar.gz", maven);
        expect("distributionUrl", "http://127.0.0.1:" + port() + "/dist/apache-maven-" + VERSION + "-bin.zip");
        expect("distributionSha256SumTarGz", sha256(maven));
        Shell.Result result = wrapper(Map.of(), "--version");
        assertThat(result.output()).isEqualTo("this is Maven, called with --version\n");
    }

    @Test
    void fetchesFromTheMavenRepositoryThatTheEnvironmentNames() throws Exception {
        expect("distributionSha256SumTarGz", sha256(maven));
        for (String base : List.of("/base", "/base/")) {
            Shell.Result result = wrapper(Map.of("MVNW_REPOURL", "http://127.0.0.1:" + port() + base), "verify", "-q");
            assertThat(result.output()).isEqualTo("this is Maven, called with verify -q\n");
        }
    }

    @Test
    void runsNothingWhoseChecksumIsAnother() throws IOException {
        Shell.Result result = wrapper(Map.of("MVNW_REPOURL", "http://127.0.0.1:" + port() + "/base"), "--version");
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("Failed to validate Maven distribution SHA-256");
    }

    @Test
    void theWrapperForWindowsAsksARepositoryForTheSameFile() throws IOException {
        assertThat(RepositoryFiles.read("mvnw.cmd"))
                .contains("/org/apache/maven/apache-maven/$mavenVersion/apache-maven-$mavenVersion-bin.zip")
                .doesNotContain("MVNW_REPO_PATTERN");
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** On a PATH without unzip, for which the JDK has no counterpart that keeps the right to execute. */
    private Shell.Result wrapper(Map<String, String> environment, String... arguments) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of(
                "sh",
                "uname",
                "dirname",
                "basename",
                "tr",
                "mktemp",
                "rm",
                "mkdir",
                "wget",
                "curl",
                "sha256sum",
                "tar",
                "gzip",
                "mv",
                "ls")) {
            Path script = bin.resolve(tool);
            for (Path from : List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool))) {
                if (Files.exists(from) && Files.notExists(script)) {
                    Files.writeString(script, "#!/bin/sh\nexec " + from + " \"$@\"\n");
                    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", bin.toString());
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("MAVEN_USER_HOME", folder.resolve("home").toString());
        all.putIfAbsent("MVNW_REPOURL", "");
        String[] command = new String[arguments.length + 2];
        command[0] = "/bin/sh";
        command[1] = folder.resolve("mvnw").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return run(all, command);
    }

    private Shell.Result run(Map<String, String> environment, String... command) {
        return Shell.run(LIMIT, folder, environment, "", List.of(command));
    }

    private void copy(String name) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.copy(RepositoryFiles.file(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(RepositoryFiles.file(PROPERTIES))) {
            properties.load(in);
        }
        return properties;
    }

    private void expect(String property, String value) throws IOException {
        Path file = folder.resolve(PROPERTIES);
        String changed = Files.readString(file).replaceAll("(?m)^" + property + "=.*$", property + "=" + value);
        Files.writeString(file, changed);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

package io.finops.payments.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL for the tests: a container where a Docker engine answers and can start one, else the embedded binaries; the same suite either
 * way. One server for all tests of a run, a database of its own for each context.
 */
public final class TestDatabase {
    /** The role that the service signs in as; its first migration creates it. */
    public static final String SERVICE_ROLE = "payments_service";

    public static final String SERVICE_PASSWORD = "only for 'tests'";

    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final String url;
    private final String username;
    private final String password;

    private TestDatabase(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    /** What the service is told of it: it migrates as the owner, and signs in as its own role. */
    public Map<String, String> settings() {
        return Map.of(
                "payments.database.url", url,
                "payments.database.username", SERVICE_ROLE,
                "payments.database.password-file", TestFiles.write("password", SERVICE_PASSWORD),
                "payments.database.owner-username", username,
                "payments.database.owner-password-file", TestFiles.write("password", password));
    }

    public String url() {
        return url;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    /** A fresh, empty database. */
    public static TestDatabase create() {
        TestDatabase server = Holder.SERVER;
        String name = "test_" + SEQUENCE.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.url, server.username, server.password);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database for the test", e);
        }
        return new TestDatabase(
                // Without its parameters: a user in it would sign in whoever asks.
                server.url.replaceFirst("/[^/?]*(\\?.*|$)", "/" + name), server.username, server.password);
    }

    /** What the container gives, or nothing, in a line, where an engine answers that can pull nothing, or start nothing. */
    static Optional<TestDatabase> container(Supplier<Optional<TestDatabase>> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            System.out.println("A Docker engine answers, but starts no PostgreSQL (" + e.getMessage()
                    + "): tests run against embedded PostgreSQL.");
            return Optional.empty();
        }
    }

    private static final class Holder {
        static final TestDatabase SERVER = start();

        private static TestDatabase start() {
            return container(Holder::containerIfAnEngineAnswers).orElseGet(Holder::embedded);
        }

        private static Optional<TestDatabase> containerIfAnEngineAnswers() {
            if (!dockerAnswers()) {
                System.out.println("No Docker engine answers: tests run against embedded PostgreSQL.");
                return Optional.empty();
            }
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
            container.start();
            System.out.println("Tests run against PostgreSQL in a container.");
            return Optional.of(
                    new TestDatabase(container.getJdbcUrl(), container.getUsername(), container.getPassword()));
        }

        private static TestDatabase embedded() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
                return new TestDatabase(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException e) {
                System.err.println("embedded PostgreSQL did not stop: " + e);
            }
        }

        private static boolean dockerAnswers() {
            try {
                return DockerClientFactory.instance().isDockerAvailable();
            } catch (RuntimeException e) {
                return false;
            }
        }
    }
}

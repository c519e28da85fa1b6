package io.finops.localstack.postgres;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data folder that is kept from start to start, and the command that serves it. Commits reach the disk ({@code fsync} and
 * {@code synchronous_commit} are on), and a password is asked for, on loopback too.
 */
public final class PostgresCluster {
    public static final String DATABASE = "payments";
    /** The role of the database's name owns it; the service signs in as this one. */
    public static final String SERVICE_ROLE = "payments_service";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path binaries;
    private final Path folder;
    private final Path data;
    private final List<String> prefix;

    /**
     * Finds out how the server can be run here; creates no cluster yet.
     *
     * @param binaries what {@link PostgresBinaries#unpack} returned
     * @param folder kept by this stack; the server's own data folder is created in it
     */
    public PostgresCluster(Path binaries, Path folder) {
        this.binaries = binaries;
        this.folder = folder;
        this.data = folder.resolve("cluster");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StackException("cannot write to " + folder + ": " + e, e);
        }
        this.prefix = UnprivilegedUser.prefix(folder);
    }

    /**
     * Creates the cluster on first use, with the database {@code payments}, its owner of the same name, and the service's role.
     *
     * @param password the owner's
     * @param servicePassword of {@link #SERVICE_ROLE}
     */
    public void provision(String password, String servicePassword) {
        if (Files.notExists(data.resolve("PG_VERSION"))) {
            initialise(password);
        }
        Path marker = data.resolveSibling("provisioned");
        String wanted = Secrets.sha256(password + "\n" + servicePassword);
        try {
            if (Files.exists(marker) && Files.readString(marker).equals(wanted)) {
                return;
            }
            createRolesAndDatabase(password, servicePassword);
            Files.writeString(marker, wanted);
        } catch (IOException e) {
            throw new StackException("cannot write " + marker + ": " + e, e);
        }
    }

    public Path lockFile() {
        return data.resolve("postmaster.pid");
    }

    public List<String> serverCommand(int port) {
        return command(
                "postgres",
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "max_connections=60");
    }

    private void initialise(String password) {
        Path passwordFile = null;
        try {
            // An initdb that was killed half-way leaves a folder that the next one refuses.
            Path half = data.resolveSibling("initialising");
            Shell.run(LIMIT, List.of("rm", "-rf", half.toString()));
            passwordFile = Files.createTempFile(
                    folder,
                    "superuser",
                    ".password",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, password);
            if (!prefix.isEmpty() && prefix.get(0).equals("setpriv")) {
                Shell.run(LIMIT, List.of("chown", "nobody", passwordFile.toString()));
            }
            Shell.Result result = Shell.run(
                    LIMIT,
                    command(
                            "initdb",
                            "-D",
                            half.toString(),
                            "--username=postgres",
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C"));
            if (!result.succeeded()) {
                throw new StackException("initdb failed: " + result.lastLine());
            }
            Files.move(half, data);
        } catch (IOException e) {
            throw new StackException("cannot create the database in " + data + ": " + e, e);
        } finally {
            delete(passwordFile);
        }
    }

    /** In single-user mode, because no client program comes with the server. */
    private void createRolesAndDatabase(String password, String servicePassword) {
        String existing =
                single("SELECT 'role ' || rolname || ';' FROM pg_roles;\n").output();
        String sql = login(DATABASE, password, existing)
                + login(SERVICE_ROLE, servicePassword, existing)
                + "ALTER ROLE postgres PASSWORD " + quoted(password) + ";\n"
                + (isIn(existing, DATABASE) ? "" : "CREATE DATABASE " + DATABASE + " OWNER " + DATABASE + ";\n");
        Shell.Result result = single(sql);
        if (!result.succeeded()
                || result.output().contains("ERROR:")
                || result.output().contains("FATAL:")) {
            throw new StackException("cannot create the database's roles: " + firstError(result.output()));
        }
    }

    private static String login(String role, String password, String existing) {
        return (isIn(existing, role) ? "ALTER" : "CREATE") + " ROLE " + role + " LOGIN PASSWORD " + quoted(password)
                + ";\n";
    }

    private static boolean isIn(String existing, String role) {
        return existing.contains("role " + role + ";");
    }

    private static String quoted(String password) {
        return "'" + password.replace("'", "''") + "'";
    }

    private Shell.Result single(String sql) {
        return Shell.run(
                LIMIT, folder, Map.of(), sql, command("postgres", "--single", "-D", data.toString(), "postgres"));
    }

    /** Without the statement, which has the password in it. */
    private static String firstError(String output) {
        return output.lines()
                .filter(line -> line.contains("ERROR:") || line.contains("FATAL:"))
                .findFirst()
                .orElse("the server says nothing");
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new StackException("cannot delete " + file + ": " + e, e);
        }
    }
}

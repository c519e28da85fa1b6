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

    /** Creates the cluster on first use, and the role and database {@code payments} with this password. */
    public void provision(String password) {
        if (Files.notExists(data.resolve("PG_VERSION"))) {
            initialise(password);
        }
        Path marker = data.resolveSibling("provisioned");
        String wanted = Secrets.sha256(password);
        try {
            if (Files.exists(marker) && Files.readString(marker).equals(wanted)) {
                return;
            }
            createRoleAndDatabase(password);
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
    private void createRoleAndDatabase(String password) {
        String quoted = "'" + password.replace("'", "''") + "'";
        Shell.Result existing = single("SELECT 'role ' || rolname FROM pg_roles WHERE rolname = '" + DATABASE + "';\n");
        boolean create = !existing.output().contains("role " + DATABASE);
        String sql = (create ? "CREATE" : "ALTER") + " ROLE " + DATABASE + " LOGIN PASSWORD " + quoted + ";\n"
                + "ALTER ROLE postgres PASSWORD " + quoted + ";\n"
                + (create ? "CREATE DATABASE " + DATABASE + " OWNER " + DATABASE + ";\n" : "");
        Shell.Result result = single(sql);
        if (!result.succeeded()
                || result.output().contains("ERROR:")
                || result.output().contains("FATAL:")) {
            throw new StackException("cannot create the database's role: " + firstError(result.output()));
        }
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

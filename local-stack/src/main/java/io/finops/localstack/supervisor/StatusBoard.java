package io.finops.localstack.supervisor;

import io.finops.localstack.Json;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of every component, kept in a file that other processes read. Each change is on disk when the call returns, so that
 * the processes of a supervisor that is killed can still be found. While the file cannot be written (a full disk), supervision
 * goes on, and each further call tries again. Thread-safe.
 */
public final class StatusBoard {
    private final Path file;
    private final ProcessIdentity supervisor;
    private final Map<String, ComponentStatus> rows = new LinkedHashMap<>();
    private boolean saved = true;

    /**
     * The board as it stands on disk.
     *
     * @param supervisor the process that keeps it; when that is dead, so is the truth of the rows
     */
    public record Snapshot(ProcessIdentity supervisor, List<ComponentStatus> components) {}

    StatusBoard(StackHome home, ProcessIdentity supervisor, List<Component> components) {
        this.file = file(home);
        this.supervisor = supervisor;
        for (Component component : components) {
            rows.put(
                    component.name(),
                    new ComponentStatus(component.name(), ComponentState.WAITING, component.url(), "", null, 0));
        }
        save();
    }

    public static Optional<Snapshot> read(StackHome home) {
        return Json.read(file(home), Snapshot.class);
    }

    public static Path file(StackHome home) {
        return home.run().resolve("status.json");
    }

    synchronized void put(
            Component component, ComponentState state, String reason, @Nullable ProcessIdentity process, int restarts) {
        ComponentStatus row = new ComponentStatus(component.name(), state, component.url(), reason, process, restarts);
        if (!row.equals(rows.put(component.name(), row)) || !saved) {
            save();
        }
    }

    synchronized boolean isUp(String name) {
        ComponentStatus row = rows.get(name);
        return row != null && row.state() == ComponentState.UP;
    }

    private synchronized void save() {
        try {
            Json.write(file, new Snapshot(supervisor, List.copyOf(rows.values())));
            saved = true;
        } catch (IOException e) {
            if (saved) {
                System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " cannot write " + file + ": " + e);
            }
            saved = false;
        }
    }
}

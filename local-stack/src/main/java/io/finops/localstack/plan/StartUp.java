package io.finops.localstack.plan;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import io.finops.localstack.supervisor.StatusBoard;
import io.finops.localstack.supervisor.SupervisorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows a supervisor until all of its components are up, and gives up on one that keeps dying. */
final class StartUp {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(20);
    private static final int DEATHS = 3;
    private static final long POLL_MILLIS = 150;

    private final StackHome home;
    private final Consumer<String> progress;
    private final Set<String> announced = new HashSet<>();
    /** How often each component had been started again when this began: a stack that has run for days has a past. */
    private final Map<String, Integer> earlierRestarts = new HashMap<>();

    StartUp(StackHome home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
    }

    void awaitHealthy() {
        Instant begin = Instant.now();
        while (true) {
            Optional<StatusBoard.Snapshot> snapshot = StatusBoard.read(home);
            Duration waited = Duration.between(begin, Instant.now());
            if (snapshot.isPresent()) {
                List<ComponentStatus> components = snapshot.get().components();
                components.forEach(component -> earlierRestarts.putIfAbsent(component.name(), component.restarts()));
                components.forEach(component -> announce(component, waited));
                if (components.stream().allMatch(component -> component.state() == ComponentState.UP)) {
                    return;
                }
                giveUpOn(components, waited);
            }
            if (waited.compareTo(SUPERVISOR_LIMIT) > 0
                    && new SupervisorProcess(home).running().isEmpty()) {
                throw new StackException("the supervisor ended: " + lastLine(home.log("supervisor")));
            }
            pause();
        }
    }

    private void announce(ComponentStatus component, Duration waited) {
        if (component.state() == ComponentState.UP && announced.add(component.name())) {
            progress.accept(String.format(
                    Locale.ROOT, "  %-18s up after %4.1f s", component.name(), waited.toMillis() / 1000.0));
        }
    }

    private void giveUpOn(List<ComponentStatus> components, Duration waited) {
        for (ComponentStatus component : components) {
            int deaths = component.restarts() - earlierRestarts.getOrDefault(component.name(), 0);
            boolean keepsDying = !announced.contains(component.name()) && deaths >= DEATHS;
            boolean tooLate = component.state() != ComponentState.UP && waited.compareTo(LIMIT) > 0;
            if (keepsDying || (tooLate && component.state() != ComponentState.WAITING)) {
                throw new StackException(
                        component.name() + " does not start (" + component.reason() + "); its last words in "
                                + home.log(component.name()) + ": " + lastLine(home.log(component.name())));
            }
        }
        if (waited.compareTo(LIMIT.plusSeconds(5)) > 0) {
            throw new StackException("not everything came up within " + LIMIT.toSeconds() + " s");
        }
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            String line =
                    lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1).strip();
            return line.length() > 400 ? line.substring(0, 400) + "…" : line;
        } catch (IOException e) {
            return "nothing";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }
}

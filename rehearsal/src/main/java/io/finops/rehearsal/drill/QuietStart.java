package io.finops.rehearsal.drill;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import io.finops.localstack.process.Scratch;
import io.finops.localstack.process.Shell;
import io.finops.localstack.process.Termination;
import io.finops.localstack.supervisor.ComponentStatus;
import io.finops.localstack.supervisor.StatusBoard;
import io.finops.rehearsal.runningstack.AuditTrail;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./stack drill quiet-start --start killed --minutes 10}: starts a stack of its own, on free ports and in a folder of its own, in one of the
 * ways in which stacks come up, and leaves it alone. Nobody may be told of anything: whatever arrives at the audit beside the Watchdog fails it.
 */
public final class QuietStart implements Drill {
    private static final Duration COMMAND = Duration.ofMinutes(9);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration RUNS_BEFORE = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 1000;

    @Override
    public String name() {
        return "quiet-start";
    }

    @Override
    public String summary() {
        return "starts a stack (--start first, history, gap, killed or rolling): fails if anyone is alerted";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("start", "first");
        options.put("minutes", "10");
        options.put("gap", "15");
        return options;
    }

    @Override
    public boolean partOfAll() {
        return false;
    }

    @Override
    public boolean needsStack() {
        return false;
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        Instant began = Instant.now();
        int minutes = context.number("minutes");
        String start = context.options().getOrDefault("start", "");
        try (Own own = new Own(context)) {
            switch (start) {
                case "first" -> own.up();
                case "history" -> own.up("--with-history");
                case "gap" -> {
                    own.up();
                    own.leaveAlone(RUNS_BEFORE, "as it is");
                    own.launcher("down");
                    own.leaveAlone(Duration.ofMinutes(context.number("gap")), "stopped");
                    own.up();
                }
                case "killed" -> {
                    own.up();
                    own.leaveAlone(RUNS_BEFORE, "as it is");
                    own.killAll();
                    own.up();
                }
                case "rolling" -> {
                    own.up();
                    own.leaveAlone(RUNS_BEFORE, "as it is");
                    own.restartOneByOne();
                }
                default ->
                    throw new StackException("--start is one of first, history, gap, killed and rolling, not " + start);
            }
            own.leaveAlone(Duration.ofMinutes(minutes), "as it is");
            return report(start, minutes, own.told(began), began);
        }
    }

    static DrillReport report(String start, int minutes, List<AuditTrail.Alert> audited, Instant began) {
        List<String> told = audited.stream()
                .filter(alert -> !alert.name().equals("Watchdog"))
                .map(alert -> alert.name() + " " + alert.status() + " after "
                        + Duration.between(began, alert.receivedAt()).toSeconds() + " s")
                .toList();
        boolean watched = audited.stream().anyMatch(alert -> alert.name().equals("Watchdog"));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drill", "quiet-start");
        fields.put("start", start);
        fields.put("minutes", minutes);
        fields.put("told", told);
        fields.put("watchdog", watched);
        boolean passed = told.isEmpty() && watched;
        fields.put("passed", passed);
        String verdict = !told.isEmpty()
                ? "told of: " + String.join(", ", told)
                : watched
                        ? "nothing but Watchdog in " + minutes + " minutes"
                        : "not even Watchdog arrived: nobody would be told";
        return new DrillReport(passed, start + ": " + verdict, fields);
    }

    /** A stack that nobody else uses, and that is stopped when it is closed or the drill is interrupted. */
    private static final class Own implements AutoCloseable {
        private final DrillContext context;
        private final Scratch scratch = Scratch.open("quiet-start", this::down);
        private final StackHome home;
        private final Ports ports = Ports.free();

        Own(DrillContext context) {
            this.context = context;
            home = new StackHome(scratch.folder(), context.stack().home().repository());
        }

        StackAccess stack() {
            return StackAccess.running(home);
        }

        void up(String... options) {
            List<String> arguments =
                    new ArrayList<>(List.of("up", "--native", "--port-offset", String.valueOf(ports.offset())));
            arguments.addAll(List.of(options));
            launcher(arguments.toArray(String[]::new));
        }

        void launcher(String... arguments) {
            context.progress().accept(String.join(" ", arguments));
            Shell.Result result = ask(arguments);
            if (!result.succeeded()) {
                throw new StackException("./stack " + arguments[0] + ": " + result.lastLine());
            }
        }

        void leaveAlone(Duration time, String state) throws InterruptedException {
            context.progress().accept("left alone for " + time.toMinutes() + " min, " + state);
            Thread.sleep(time.toMillis());
        }

        /** Everything that arrived at the audit; a machine that is busy for a moment does not cost the whole run. */
        List<AuditTrail.Alert> told(Instant since) throws InterruptedException {
            Instant limit = Instant.now().plus(ANSWER);
            while (true) {
                try {
                    return stack().audit().since(since);
                } catch (StackException e) {
                    if (Instant.now().isAfter(limit)) {
                        throw e;
                    }
                    context.progress().accept("asking the audit again: " + e.getMessage());
                    Thread.sleep(POLL_MILLIS);
                }
            }
        }

        /** As when the machine loses its power. */
        void killAll() {
            StatusBoard.Snapshot board = board();
            context.progress().accept("everything is killed at once");
            List<ProcessIdentity> all = new ArrayList<>(List.of(board.supervisor()));
            board.components().forEach(row -> row.identity().ifPresent(all::add));
            all.forEach(process -> process.handle().ifPresent(ProcessHandle::destroyForcibly));
            // A process that is being killed holds its port until it is gone.
            for (ProcessIdentity process : all) {
                Termination.end(process, "KILL", STOP);
            }
        }

        /** Each is asked to end, and the next one only after the supervisor has brought it up again. */
        void restartOneByOne() throws InterruptedException {
            for (ComponentStatus row : board().components()) {
                Optional<ProcessIdentity> before = row.identity();
                if (before.isEmpty()) {
                    continue;
                }
                context.progress().accept("restarting " + row.name());
                // PostgreSQL waits for its clients to leave at TERM, and ends soon at INT.
                Termination.end(before.get(), row.name().equals("postgres") ? "INT" : "TERM", STOP);
                Instant limit = Instant.now().plus(COMMAND);
                while (stack().status(row.name())
                                .flatMap(ComponentStatus::identity)
                                .equals(before)
                        || !stack().isUp(row.name())) {
                    if (Instant.now().isAfter(limit)) {
                        throw new StackException(row.name() + " does not come up again");
                    }
                    Thread.sleep(POLL_MILLIS);
                }
            }
        }

        @Override
        public void close() {
            scratch.close();
        }

        private void down() {
            ask("down");
        }

        private StatusBoard.Snapshot board() {
            return StatusBoard.read(home).orElseThrow(() -> new StackException("the stack is not running"));
        }

        private Shell.Result ask(String... arguments) {
            List<String> command =
                    new ArrayList<>(List.of(home.repository().resolve("stack").toString()));
            command.addAll(List.of(arguments));
            return Shell.run(
                    COMMAND, home.repository(), Map.of("STACK_DIR", home.root().toString()), "", command);
        }
    }
}

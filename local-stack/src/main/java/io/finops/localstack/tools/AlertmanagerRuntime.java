package io.finops.localstack.tools;

import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to put before Debian's {@code alertmanager}. It reads {@code /usr/share/prometheus/alertmanager/default.tmpl} and does not start
 * without it. Where the package is only unpacked, it gets a mount namespace of its own in which the unpacked {@code /usr/share} stands in
 * the machine's place (with the machine's time zones); nobody else sees it.
 */
public final class AlertmanagerRuntime {
    private static final Path TEMPLATE = Path.of("/usr/share/prometheus/alertmanager/default.tmpl");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ENTER = "mkdir -p \"$0/zoneinfo\" || exit 1; "
            + "[ ! -d /usr/share/zoneinfo ] || mount --bind /usr/share/zoneinfo \"$0/zoneinfo\" || exit 1; "
            + "mount --rbind \"$0\" /usr/share || exit 1; exec \"$@\"";

    private final Tools tools;

    public AlertmanagerRuntime(Tools tools) {
        this.tools = tools;
    }

    /** The beginning of a command line that runs this program: the program itself, or a wrapper and the program. */
    public List<String> command(Program program) {
        Path path = tools.require(program);
        List<String> command = command(path);
        return command.isEmpty() ? List.of(installed(program).toString()) : command;
    }

    /** The same for a program at this place; empty when it needs a template that this machine cannot give it. */
    public List<String> command(Path path) {
        if (Files.exists(TEMPLATE) || !isDebian(path)) {
            return List.of(path.toString());
        }
        Path share = tools.unpackedRoot().resolve("usr/share");
        // Its own user namespace gives the right to mount to anyone; where those are forbidden, root needs none.
        for (String flags : List.of("-rm", "-m")) {
            List<String> wrapper = List.of("unshare", flags, "sh", "-c", ENTER, share.toString(), path.toString());
            if (runs(wrapper)) {
                return wrapper;
            }
        }
        return List.of();
    }

    private static boolean runs(List<String> command) {
        List<String> trial = new ArrayList<>(command);
        trial.add("--version");
        return Shell.run(LIMIT, trial).succeeded();
    }

    /** Other builds carry the template in themselves. */
    private static boolean isDebian(Path path) {
        return Shell.run(LIMIT, List.of("grep", "-q", "/usr/share/prometheus/alertmanager", path.toString()))
                .succeeded();
    }

    private Path installed(Program program) {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new StackException(
                    "Debian's " + program.names().get(0)
                            + " needs " + TEMPLATE + ", and this machine allows no mount namespaces: run"
                            + " sudo apt-get install prometheus-alertmanager && sudo systemctl disable --now prometheus-alertmanager");
        }
        tools.install("prometheus-alertmanager");
        return tools.onPath(program)
                .orElseThrow(() -> new StackException(
                        "prometheus-alertmanager is installed, and yet " + program.names() + " is not on the PATH"));
    }
}

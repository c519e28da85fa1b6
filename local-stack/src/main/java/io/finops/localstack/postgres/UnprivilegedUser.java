package io.finops.localstack.postgres;

import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How to run a program that refuses to be run by root. In a user namespace of its own without any mapping the process counts as
 * nobody, while its files stay ours; where the kernel forbids that, it really becomes nobody, and the folder must become its own.
 */
final class UnprivilegedUser {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NOBODY = "65534";

    private UnprivilegedUser() {}

    /** What to put before the command. */
    static List<String> prefix(Path data) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        List<String> namespace = List.of("unshare", "-U");
        if (runs(namespace, "true")) {
            return namespace;
        }
        List<String> nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new StackException("cannot write to " + data + ": " + e, e);
        }
        Shell.run(LIMIT, List.of("chown", "-R", NOBODY + ":" + NOBODY, data.toString()));
        if (runs(nobody, "test", "-w", data.toString())) {
            return nobody;
        }
        throw new StackException("PostgreSQL refuses to run as root, and user nobody cannot reach " + data
                + ": run ./stack as another user, or set STACK_DIR to a folder below /var/lib or /srv");
    }

    private static boolean runs(List<String> prefix, String... command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        return Shell.run(LIMIT, all).succeeded();
    }
}

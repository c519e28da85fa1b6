package io.finops.rehearsal.system;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged launcher, run as {@code ./stack} runs it, for a stack with a folder and ports of its own. */
record LocalStackJar(StackHome home, Ports ports) {
    private static final Duration LIMIT = Duration.ofMinutes(9);

    static LocalStackJar in(Path folder) {
        StackHome home = new StackHome(folder, Checkout.root());
        if (Files.notExists(home.jar("local-stack")) || Files.notExists(home.jar("rehearsal"))) {
            throw new IllegalStateException("the jars are not packaged: run mvn verify from the checkout's root");
        }
        return new LocalStackJar(home, Ports.free());
    }

    Shell.Result run(String... arguments) {
        return runJar("local-stack", arguments);
    }

    /** A word of the rehearsal's. */
    Shell.Result rehearse(String... arguments) {
        return runJar("rehearsal", arguments);
    }

    private Shell.Result runJar(String module, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dstack.root=" + home.repository(),
                "-jar",
                home.jar(module).toString()));
        command.addAll(List.of(arguments));
        return Shell.run(
                LIMIT, home.repository(), Map.of("STACK_DIR", home.root().toString()), "", command);
    }

    Shell.Result up() {
        return run("up", "--native", "--port-offset", String.valueOf(ports.offset()));
    }
}

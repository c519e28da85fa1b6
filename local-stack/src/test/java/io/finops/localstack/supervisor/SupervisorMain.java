package io.finops.localstack.supervisor;

import io.finops.localstack.layout.StackHome;
import java.nio.file.Path;

/** Runs the plan of a folder, as {@code supervise} does. */
public final class SupervisorMain {
    private SupervisorMain() {}

    public static void main(String[] args) throws InterruptedException {
        StackHome home = new StackHome(Path.of(args[0]), Path.of(args[0]));
        new Supervisor(home, Plan.read(home).orElseThrow()).run();
    }
}

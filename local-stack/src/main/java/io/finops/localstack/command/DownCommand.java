package io.finops.localstack.command;

import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.SupervisorProcess;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        description = "Stops everything that up started, and nothing else.",
        mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
    @Option(names = "--compose", description = "Stops the Compose stack instead.")
    private boolean compose;

    @Override
    public Integer call() {
        StackHome home = StackOptions.home();
        ComposeRun containers = new ComposeRun(home);
        if (compose || containers.isTheWay()) {
            int exitCode = containers.down();
            if (compose || exitCode != 0) {
                return exitCode;
            }
        }
        if (Files.notExists(home.run())) {
            System.out.println("nothing is running");
            return 0;
        }
        StackLock.whileHeld(home, () -> stop(home));
        return 0;
    }

    private static void stop(StackHome home) {
        SupervisorProcess supervisor = new SupervisorProcess(home);
        boolean wasRunning = supervisor.running().isPresent();
        int orphans = supervisor.stop();
        if (orphans > 0) {
            System.out.println("stopped " + orphans + " process(es) that had lost their supervisor");
        }
        System.out.println(wasRunning || orphans > 0 ? "stopped" : "nothing is running");
    }
}

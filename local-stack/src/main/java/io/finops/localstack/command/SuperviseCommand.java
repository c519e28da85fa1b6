package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.Plan;
import io.finops.localstack.supervisor.Supervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What {@code up} starts in the background. Not for people. */
@Command(name = "supervise", hidden = true)
public final class SuperviseCommand implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
        StackHome home = StackOptions.home();
        Plan plan = Plan.read(home).orElseThrow(() -> new StackException("there is no plan to supervise"));
        new Supervisor(home, plan).run();
        return 0;
    }
}

package io.finops.localstack.plan;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import io.finops.localstack.supervisor.KeptDownComponents;
import io.finops.localstack.supervisor.LentOptions;
import io.finops.localstack.supervisor.Plan;
import io.finops.localstack.supervisor.SupervisorProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The native stack as a whole: brought up, or left as it was. */
public final class NativeStack {
    private static final List<String> MODULES =
            List.of("simulators", "payments-service", "cost-exporter", "alert-audit", "traffic-generator", "report");

    private final StackHome home;
    private final Consumer<String> progress;
    private final SupervisorProcess supervisor;

    public NativeStack(StackHome home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
        this.supervisor = new SupervisorProcess(home);
    }

    /**
     * Returns when every component is healthy. When one does not get there, what this call has started is stopped again; a stack that ran
     * before it goes on running.
     */
    public void up(Ports ports, Choices choices) {
        boolean ranBefore = supervisor.running().isPresent();
        if (ranBefore) {
            refuseOtherPorts(ports);
            progress.accept(
                    choices.withHistory()
                            ? "already running: history is loaded at a start, after ./stack down"
                            : "already running");
            new AlertmanagerRefresh(home, ports, progress).run();
        } else {
            clearEarlierRun();
            Plan plan = prepared(ports, choices);
            if (choices.withHistory()) {
                new LoadedHistory(home, ports, progress).load(choices.paymentsPerSecond());
            }
            plan.write(home);
            start(plan);
        }
        StartUp startUp = new StartUp(home, progress);
        if (ranBefore) {
            startUp.awaitHealthy();
        } else {
            awaitHealthyOrStop(startUp);
        }
    }

    private void awaitHealthyOrStop(StartUp startUp) {
        Thread onInterrupt = new Thread(supervisor::stop, "stop-on-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            startUp.awaitHealthy();
        } catch (StackException e) {
            supervisor.stop();
            throw e;
        } finally {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        }
    }

    public void down() {
        supervisor.stop();
    }

    private Plan prepared(Ports ports, Choices choices) {
        for (String module : MODULES) {
            if (Files.notExists(home.jar(module))) {
                throw new StackException(home.jar(module) + " is not built: ./stack builds it, or run mvn package");
            }
            home.keepJar(module);
        }
        Plan plan = new NativePlan(home, ports, progress).prepare(choices);
        PortCheck.of(plan.components(), ports);
        return plan;
    }

    private void start(Plan plan) {
        new KeptDownComponents(home).letAllUp();
        plan.components().forEach(component -> new LentOptions(home).takeBack(component.name()));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(new JvmOptions(System.getenv()).of("supervisor"));
        command.add("-Dstack.root=" + home.repository());
        command.addAll(List.of("-cp", home.keepJar("local-stack").toString()));
        command.addAll(List.of("io.finops.localstack.command.LocalStackCommand", "supervise"));
        progress.accept("starting " + plan.components().size() + " components");
        supervisor.start(command);
    }

    private void clearEarlierRun() {
        List<ProcessIdentity> orphans = supervisor.orphans();
        if (!orphans.isEmpty()) {
            progress.accept("stopping " + orphans.size() + " process(es) of an earlier run that lost its supervisor");
            supervisor.stop();
            if (!supervisor.orphans().isEmpty()) {
                throw new StackException("processes of an earlier run do not end: "
                        + supervisor.orphans().stream()
                                .map(ProcessIdentity::pid)
                                .toList());
            }
        }
    }

    private void refuseOtherPorts(Ports ports) {
        int running = Plan.read(home).map(Plan::portOffset).orElse(ports.offset());
        if (running != ports.offset()) {
            throw new StackException("the stack in " + home.root() + " already runs with --port-offset " + running
                    + ": ./stack down first, or choose another STACK_DIR");
        }
    }
}

package io.finops.rehearsal.runningstack;

import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import io.finops.localstack.supervisor.KeptDownComponents;
import io.finops.localstack.supervisor.LentOptions;
import io.finops.localstack.supervisor.Plan;
import io.finops.localstack.supervisor.StatusBoard;
import io.finops.localstack.supervisor.SupervisorProcess;
import io.finops.rehearsal.runningstack.RunningParts.OutsideParty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Everything a drill, a check or a measurement needs of the stack that runs, as processes or in containers. */
public final class StackAccess {
    /** Without its compiler a JVM needs more than a minute to start on a busy machine. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(200);

    private final StackHome home;
    private final RunningParts parts;
    private final @Nullable Kubectl cluster;
    private final HttpJson http = new HttpJson();

    private StackAccess(StackHome home, RunningParts parts, @Nullable Kubectl cluster) {
        this.home = home;
        this.parts = parts;
        this.cluster = cluster;
    }

    /** The stack that runs in this folder, native before Compose; an exception when none does. */
    public static StackAccess running(StackHome home) {
        Optional<Plan> plan = Plan.read(home);
        if (plan.isPresent() && new SupervisorProcess(home).running().isPresent()) {
            return new StackAccess(home, new RunningProcesses(home, plan.get()), null);
        }
        return RunningContainers.running(home)
                .map(containers -> new StackAccess(home, containers, null))
                .orElseThrow(() -> new StackException("the stack is not running: ./stack up"));
    }

    /** The stack in a cluster. */
    public static StackAccess in(Kubectl cluster, StackHome home) {
        return new StackAccess(home, new RunningPods(cluster), cluster);
    }

    /** For what starts its own processes and only needs the jars of this checkout. */
    public static StackAccess notRunning(StackHome home) {
        return new StackAccess(home, new RunningProcesses(home, new Plan(0, List.of(), List.of())), null);
    }

    /** The cluster that the stack runs in; an exception when it does not run in one. */
    public Kubectl cluster() {
        if (cluster == null) {
            throw new StackException("the stack does not run in a cluster");
        }
        return cluster;
    }

    public StackHome home() {
        return home;
    }

    /** The base URL of a part, as this machine reaches it. */
    public String url(String component) {
        return parts.url(component);
    }

    /** To be called when parts were replaced by others than this: addresses from before may lead to what has ended. */
    public void reconnect() {
        parts.reconnect();
    }

    public HttpJson http() {
        return http;
    }

    public Simulators simulators() {
        return new Simulators(http, parts.url("simulators"));
    }

    public AuditTrail audit() {
        return new AuditTrail(http, parts.url("alert-audit"), parts.auditToken());
    }

    public PrometheusApi prometheus() {
        return new PrometheusApi(http, parts.url("prometheus"));
    }

    /** What alert-audit asks of whoever reads it. */
    public String auditToken() {
        return parts.auditToken();
    }

    /** The demo merchant's API key. */
    public String merchantApiKey() {
        return parts.merchantApiKey();
    }

    /** Ends a part as a crash would and keeps it from coming back until {@link #letUp}. */
    public void keepDown(String component) {
        parts.keepDown(component);
    }

    public void letUp(String component) {
        parts.letUp(component);
    }

    /** The component's row on the supervisor's board at this moment. */
    public Optional<ComponentStatus> status(String component) {
        return StatusBoard.read(home).stream()
                .flatMap(snapshot -> snapshot.components().stream())
                .filter(status -> status.name().equals(component))
                .findFirst();
    }

    public boolean isUp(String component) {
        return status(component)
                .filter(status -> status.state() == ComponentState.UP)
                .isPresent();
    }

    /** Whether the part was started at all: optional ones may be absent. */
    public boolean has(String component) {
        return parts.has(component);
    }

    /** Ends a component's process at once, as a crash would; the supervisor starts it again. */
    public void kill(String component) {
        status(component)
                .flatMap(ComponentStatus::identity)
                .flatMap(identity -> identity.handle())
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Whether the parts are processes of this machine's supervisor, which {@link #startAnew} needs. */
    public boolean isNative() {
        return parts instanceof RunningProcesses;
    }

    /**
     * Asks a component of the native stack to end, as a roll-out does, and starts it with these options of the JVM added; none for as it was. Returns
     * once it answers.
     */
    public void startAnew(String component, List<String> jvmOptions) {
        LentOptions lent = new LentOptions(home);
        KeptDownComponents keptDown = new KeptDownComponents(home);
        if (jvmOptions.isEmpty()) {
            lent.takeBack(component);
        } else {
            lent.lend(component, jvmOptions);
        }
        keptDown.keepDown(component, "TERM");
        awaitState(component, ComponentState.HELD);
        keptDown.letUp(component);
        awaitState(component, ComponentState.UP);
    }

    private void awaitState(String component, ComponentState state) {
        Instant deadline = Instant.now().plus(START);
        while (status(component).filter(status -> status.state() == state).isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new StackException(component + " is not " + state + " after " + START.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Throws unless the addresses that the services talk to are our simulators: faults must not reach a real gateway or bill. */
    public void requireSimulators() {
        for (OutsideParty party : OutsideParty.values()) {
            if (parts.has(party.service)) {
                String address = parts.outsideParty(party).orElse("a real address");
                if (!address.equals(parts.simulatorsAddress()) || !Simulators.isOurs(http, url("simulators"))) {
                    throw new StackException(party.service + " talks to " + address
                            + ", which is not this repository's simulator: no drill is run against it");
                }
            }
        }
    }
}

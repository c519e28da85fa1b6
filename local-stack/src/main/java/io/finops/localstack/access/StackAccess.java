package io.finops.localstack.access;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import io.finops.localstack.supervisor.Holds;
import io.finops.localstack.supervisor.Plan;
import io.finops.localstack.supervisor.StatusBoard;
import io.finops.localstack.supervisor.SupervisorProcess;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a drill, a check or a measurement needs of the native stack that runs. */
public final class StackAccess {
    private static final Map<String, String> OUTSIDE_PARTIES = Map.of(
            "payments-service", "--payments.gateway.base-url=", "cost-exporter", "--cost-exporter.aws.endpoint=");

    private final StackHome home;
    private final Plan plan;
    private final Ports ports;
    private final Secrets secrets;
    private final HttpJson http = new HttpJson();

    private StackAccess(StackHome home, Plan plan) {
        this.home = home;
        this.plan = plan;
        this.ports = new Ports(plan.portOffset());
        this.secrets = new Secrets(home.secrets());
    }

    /** The stack that runs in this folder; an exception when none does. */
    public static StackAccess running(StackHome home) {
        Optional<Plan> plan = Plan.read(home);
        if (plan.isEmpty() || new SupervisorProcess(home).running().isEmpty()) {
            throw new StackException("the stack is not running: ./stack up --native");
        }
        return new StackAccess(home, plan.get());
    }

    /** For what starts its own processes and only needs the jars of this checkout. */
    public static StackAccess notRunning(StackHome home) {
        return new StackAccess(home, new Plan(0, List.of(), List.of()));
    }

    public StackHome home() {
        return home;
    }

    public Ports ports() {
        return ports;
    }

    public HttpJson http() {
        return http;
    }

    public Simulators simulators() {
        return new Simulators(http, ports.url("simulators"));
    }

    public AuditTrail audit() {
        return new AuditTrail(http, ports.url("alert-audit"), secrets.read("audit-token"));
    }

    public PrometheusApi prometheus() {
        return new PrometheusApi(http, ports.url("prometheus"));
    }

    /** The demo merchant's API key. */
    public String merchantApiKey() {
        return secrets.read("merchant-api-key");
    }

    public Secrets secrets() {
        return secrets;
    }

    /** Keeps components down, and lets them up again. */
    public Holds holds() {
        return new Holds(home);
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
                .filter(status -> status.state() == ComponentState.up)
                .isPresent();
    }

    /** Whether the part was started at all: optional ones may be absent. */
    public boolean has(String component) {
        return plan.components().stream().anyMatch(c -> c.name().equals(component));
    }

    /** Ends a component's process at once, as a crash would; the supervisor starts it again. */
    public void kill(String component) {
        status(component)
                .flatMap(ComponentStatus::identity)
                .flatMap(identity -> identity.handle())
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Throws unless the addresses that the services talk to are our simulators: faults must not reach a real gateway or bill. */
    public void requireSimulators() {
        for (Component component : plan.components()) {
            String option = OUTSIDE_PARTIES.get(component.name());
            if (option != null) {
                String url = component.command().stream()
                        .filter(argument -> argument.startsWith(option))
                        .map(argument -> argument.substring(option.length()))
                        .findFirst()
                        .orElse("a real address");
                if (!url.startsWith("http") || !Simulators.isOurs(http, url)) {
                    throw new StackException(component.name() + " talks to " + url
                            + ", which is not this repository's simulator: no drill is run against it");
                }
            }
        }
    }
}

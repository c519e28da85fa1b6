package io.finops.rehearsal.runningstack;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.KeptDownComponents;
import io.finops.localstack.supervisor.Plan;
import java.util.Optional;

/** The processes of the native stack: addresses and commands stand in the supervisor's plan. */
final class RunningProcesses implements RunningParts {
    private final Plan plan;
    private final Ports ports;
    private final Secrets secrets;
    private final KeptDownComponents keptDown;

    RunningProcesses(StackHome home, Plan plan) {
        this.plan = plan;
        this.ports = new Ports(plan.portOffset());
        this.secrets = new Secrets(home.secrets());
        this.keptDown = new KeptDownComponents(home);
    }

    @Override
    public String url(String component) {
        return ports.url(component);
    }

    @Override
    public boolean has(String component) {
        return plan.components().stream().anyMatch(c -> c.name().equals(component));
    }

    @Override
    public String auditToken() {
        return secrets.read("audit-token");
    }

    @Override
    public String merchantApiKey() {
        return secrets.read("merchant-api-key");
    }

    @Override
    public void keepDown(String component) {
        keptDown.keepDown(component, "KILL");
    }

    @Override
    public void letUp(String component) {
        keptDown.letUp(component);
    }

    @Override
    public Optional<String> outsideParty(OutsideParty party) {
        String option = "--" + party.property + "=";
        return plan.components().stream()
                .filter(component -> component.name().equals(party.service))
                .flatMap(component -> component.command().stream())
                .filter(argument -> argument.startsWith(option))
                .map(argument -> argument.substring(option.length()))
                .findFirst();
    }

    @Override
    public String simulatorsAddress() {
        return url("simulators");
    }
}

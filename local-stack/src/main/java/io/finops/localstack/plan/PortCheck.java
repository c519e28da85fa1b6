package io.finops.localstack.plan;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.supervisor.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stops a start whose components could not all listen, before the first of them has been started. */
final class PortCheck {
    private PortCheck() {}

    /** Throws a {@link StackException} that names both components which want a port, or the port that another program has. */
    static void of(List<Component> components, Ports ports) {
        Map<Integer, String> owners = new HashMap<>();
        for (Component component : components) {
            for (int port : component.ports()) {
                String other = owners.put(port, component.name());
                if (other != null) {
                    throw new StackException("port " + port + " is wanted by both " + other + " and " + component.name()
                            + ": that is a mistake in the plan, not on this machine");
                }
            }
        }
        for (Component component : components) {
            for (int port : component.ports()) {
                if (!Ports.isFree(port)) {
                    throw new StackException("port " + port + ", which " + component.name()
                            + " needs, is taken by another program: stop that"
                            + ports.otherOffset()
                                    .map(offset -> ", or use --port-offset " + offset)
                                    .orElse(", or choose a --port-offset (no round one is free)"));
                }
            }
        }
    }
}

package io.finops.localstack.command;

import io.finops.localstack.Json;
import io.finops.localstack.kubernetes.ClusterOptions;
import io.finops.localstack.kubernetes.Workloads;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Shows every component. Exit code 0 if everything that was started is up, 1 otherwise.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints {\"components\":[{\"name\",\"state\",\"url\",\"reason\"}]}.")
    private boolean json;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    /** One row of the JSON form. */
    record Row(String name, String state, String url, String reason) {}

    @Override
    public Integer call() {
        List<ComponentStatus> components =
                cluster.asked().map(Workloads::status).orElseGet(StatusCommand::onThisMachine);
        if (json) {
            List<Row> rows = components.stream()
                    .map(c -> new Row(c.name(), c.state().toString(), c.url(), c.reason()))
                    .toList();
            System.out.println(Json.MAPPER.writeValueAsString(Map.of("components", rows)));
        } else if (components.isEmpty()) {
            System.out.println("nothing was started yet: ./stack up");
        } else {
            System.out.print(table(components));
        }
        boolean allUp = !components.isEmpty()
                && components.stream()
                        .allMatch(c -> c.state() == ComponentState.UP || c.state() == ComponentState.ABSENT);
        return allUp ? 0 : 1;
    }

    private static List<ComponentStatus> onThisMachine() {
        StackHome home = StackOptions.home();
        ComposeRun containers = new ComposeRun(home);
        return containers.isTheWay() ? containers.status() : StackStatus.read(home);
    }

    static String table(List<ComponentStatus> components) {
        StringBuilder out = new StringBuilder();
        for (ComponentStatus c : components) {
            String restarts = c.restarts() == 0
                    ? ""
                    : "started again " + c.restarts() + " time(s): ./stack logs supervisor says why";
            String notes = String.join(
                    "; ",
                    List.of(c.reason(), restarts).stream()
                            .filter(s -> !s.isEmpty())
                            .toList());
            out.append(String.format(Locale.ROOT, "%-18s %-11s %-44s %s", c.name(), c.state(), c.url(), notes)
                            .stripTrailing())
                    .append('\n');
        }
        return out.toString();
    }
}

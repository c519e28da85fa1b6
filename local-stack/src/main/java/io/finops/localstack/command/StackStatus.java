package io.finops.localstack.command;

import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.ComponentState;
import io.finops.localstack.supervisor.ComponentStatus;
import io.finops.localstack.supervisor.Plan;
import io.finops.localstack.supervisor.StatusBoard;
import io.finops.localstack.supervisor.SupervisorProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of a stack as a command sees it from outside: what the supervisor wrote, if it still lives. */
public final class StackStatus {
    private StackStatus() {}

    /** One row a component, optional parts that are absent included. Empty when nothing was ever started here. */
    public static List<ComponentStatus> read(StackHome home) {
        Optional<Plan> plan = Plan.read(home);
        if (plan.isEmpty()) {
            return List.of();
        }
        SupervisorProcess supervisor = new SupervisorProcess(home);
        List<ComponentStatus> rows = new ArrayList<>();
        if (supervisor.running().isPresent()) {
            StatusBoard.read(home).ifPresent(snapshot -> rows.addAll(snapshot.components()));
        } else {
            boolean orphans = !supervisor.orphans().isEmpty();
            String reason = orphans
                    ? "the supervisor was killed: ./stack up starts anew, ./stack down clears what is left"
                    : "not running: ./stack up starts it";
            plan.get()
                    .components()
                    .forEach(component -> rows.add(new ComponentStatus(
                            component.name(), ComponentState.DOWN, component.url(), reason, null, 0)));
        }
        plan.get()
                .absent()
                .forEach(part ->
                        rows.add(new ComponentStatus(part.name(), ComponentState.ABSENT, "", part.reason(), null, 0)));
        return List.copyOf(rows);
    }
}

package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.Plan;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which checkout, which folder and which ports the command speaks of. */
public final class StackOptions {
    private StackOptions() {}

    public static StackHome home() {
        Path repository = Checkout.root();
        String folder = System.getenv("STACK_DIR");
        return new StackHome(
                folder == null || folder.isBlank() ? repository.resolve(".stack") : Path.of(folder), repository);
    }

    /** What was asked for, else the environment's, else that of the stack which runs, else 0. */
    public static Ports ports(@Nullable Integer asked, StackHome home) {
        if (asked != null) {
            return new Ports(asked);
        }
        String environment = System.getenv("STACK_PORT_OFFSET");
        if (environment != null && !environment.isBlank()) {
            try {
                return new Ports(Integer.parseInt(environment.strip()));
            } catch (NumberFormatException e) {
                throw new StackException("STACK_PORT_OFFSET is not a number: " + environment, e);
            }
        }
        return started(home).orElseGet(() -> new Ports(0));
    }

    /** The ports of the stack that was started in this folder. */
    public static Optional<Ports> started(StackHome home) {
        return Plan.read(home).map(plan -> new Ports(plan.portOffset()));
    }
}

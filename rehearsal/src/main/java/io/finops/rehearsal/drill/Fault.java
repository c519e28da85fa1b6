package io.finops.rehearsal.drill;

import io.finops.rehearsal.runningstack.StackAccess;
import java.util.Map;

/** Something that can be broken and made whole. */
public interface Fault {
    void inject(StackAccess stack);

    void heal(StackAccess stack);

    /** Whether the fault begins only when {@link #inject} returns, as a roll-out that takes its time; then it is timed from there. */
    default boolean beginsWhenInjected() {
        return false;
    }

    /** A switch of the simulators, see {@code GET /faults}. */
    static Fault simulated(String name, Map<String, Object> parameters) {
        return new Fault() {
            @Override
            public void inject(StackAccess stack) {
                stack.simulators().inject(name, parameters);
            }

            @Override
            public void heal(StackAccess stack) {
                stack.simulators().heal(name);
            }
        };
    }

    /** Components that are killed and kept down. */
    static Fault killed(String... components) {
        return new Fault() {
            @Override
            public void inject(StackAccess stack) {
                for (String component : components) {
                    stack.keepDown(component);
                }
            }

            @Override
            public void heal(StackAccess stack) {
                for (String component : components) {
                    stack.letUp(component);
                }
            }
        };
    }
}

package io.finops.rehearsal.drill;

import io.finops.rehearsal.runningstack.StackAccess;

/** Heals once: at the drill's end, or when somebody interrupts it. Nothing stays broken behind a Ctrl-C. */
final class Healing {
    private final Fault fault;
    private final StackAccess stack;
    private final Thread onInterrupt;
    private boolean done;

    Healing(Fault fault, StackAccess stack) {
        this.fault = fault;
        this.stack = stack;
        this.onInterrupt = new Thread(this::healOnce, "heal-on-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    void heal() {
        healOnce();
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
    }

    private synchronized void healOnce() {
        if (!done) {
            done = true;
            fault.heal(stack);
        }
    }
}

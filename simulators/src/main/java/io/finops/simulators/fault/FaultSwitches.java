package io.finops.simulators.fault;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which faults are on. Reading is one volatile read where nothing is broken, so that the switches cost nothing on the
 * payment path. Thread-safe.
 */
public final class FaultSwitches {
    private final Supplier<Instant> clock;
    private final SplittableRandom chance;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<Fault, ActiveFault> active = Map.of();
    private final Map<Fault, Long> timesLeft = new EnumMap<>(Fault.class);

    public FaultSwitches(Supplier<Instant> clock, long seed) {
        this.clock = clock;
        this.chance = new SplittableRandom(seed);
    }

    /** Switches a fault on, or replaces its parameters. Throws {@link BadFaultException} and changes nothing. */
    public ActiveFault switchOn(Fault fault, Map<String, ?> given) {
        Map<String, Object> accepted = fault.defaults();
        given.forEach((name, value) -> accepted.put(name, parameter(fault, name).accept(value)));
        ActiveFault on = new ActiveFault(fault, accepted, clock.get());
        synchronized (this) {
            Map<Fault, ActiveFault> next = new EnumMap<>(Fault.class);
            next.putAll(active);
            next.put(fault, on);
            timesLeft.remove(fault);
            if (accepted.containsKey("times")) {
                timesLeft.put(fault, on.whole("times"));
            }
            active = next;
        }
        changed();
        return on;
    }

    public void switchOff(Fault fault) {
        synchronized (this) {
            Map<Fault, ActiveFault> next = new EnumMap<>(Fault.class);
            next.putAll(active);
            next.remove(fault);
            active = next;
        }
        changed();
    }

    public void switchOffAll() {
        synchronized (this) {
            active = Map.of();
            timesLeft.clear();
        }
        changed();
    }

    /** The fault if it is on, whatever its share. */
    public @Nullable ActiveFault active(Fault fault) {
        return active.get(fault);
    }

    public boolean isOn(Fault fault) {
        return active.containsKey(fault);
    }

    /** Whether the fault strikes this call: it is on, and the call falls into its share. */
    public @Nullable ActiveFault strikes(Fault fault) {
        ActiveFault on = active.get(fault);
        return on == null || !chosen(on) ? null : on;
    }

    /** As {@link #strikes(Fault)}, for a call of one of AWS's operations; uses up the fault's number of times. */
    public @Nullable ActiveFault strikes(Fault fault, String operation) {
        ActiveFault on = active.get(fault);
        if (on == null || !on.concerns(operation) || !chosen(on)) {
            return null;
        }
        return spend(fault) ? on : null;
    }

    /** Called after every change, on the thread that made it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private synchronized boolean chosen(ActiveFault on) {
        double share = on.share();
        return share >= 1 || chance.nextDouble() < share;
    }

    private synchronized boolean spend(Fault fault) {
        Long left = timesLeft.get(fault);
        if (left == null) {
            return true;
        }
        if (left <= 0) {
            return false;
        }
        timesLeft.put(fault, left - 1);
        return true;
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private static FaultParameter parameter(Fault fault, String name) {
        return fault.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadFaultException(fault.wireName() + " has no parameter " + name + "; it has "
                        + (fault.parameters().isEmpty()
                                ? "none"
                                : String.join(
                                        ", ",
                                        fault.parameters().stream()
                                                .map(FaultParameter::name)
                                                .toList()))));
    }
}

package io.finops.rehearsal.drill;

import io.finops.localstack.command.OwnOptions;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a drill is given.
 *
 * @param stack the stack that runs; it was checked that only simulators would feel a fault
 * @param options the drill's own options with their defaults filled in
 * @param pause how long to wait between the calm and the fault, so that repeated faults fall at random moments
 * @param progress told what is being done, a line at a time; never part of the JSON
 */
public record DrillContext(StackAccess stack, Map<String, String> options, Duration pause, Consumer<String> progress) {
    public int number(String option) {
        return OwnOptions.number(options, option);
    }
}

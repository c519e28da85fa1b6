package io.finops.benchmarks;

import io.finops.localstack.command.OwnOptions;
import io.finops.localstack.layout.StackHome;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a bench is given.
 *
 * @param home for the jars ({@link StackHome#jar}) and tools; a bench does not touch the stack that may run there
 * @param scratch an empty folder that is deleted afterwards
 * @param options the bench's own options with their defaults filled in
 * @param progress told what is being done, a line at a time; never part of the JSON
 */
public record BenchContext(StackHome home, Path scratch, Map<String, String> options, Consumer<String> progress) {
    public int number(String option) {
        return OwnOptions.number(options, option);
    }
}

package io.finops.localstack.command;

import io.finops.localstack.check.ConfigurationCheck;
import io.finops.localstack.check.Finding;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

@Command(
        name = "validate-config",
        description = {
            "Loads every configuration file with the tool that will run it, and runs the rule tests.",
            "Uses the tools on the PATH, Debian's, and any in .stack/tools/*/bin."
        },
        mixinStandardHelpOptions = true)
public final class ValidateConfigCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return validate(StackOptions.home(), ValidateConfigCommand::show) ? 0 : 1;
    }

    static boolean validate(StackHome home, Consumer<Finding> report) {
        try (Scratch scratch = Scratch.open("stack-validate")) {
            return new ConfigurationCheck(home, scratch.folder(), System.out::println, report).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void show(Finding finding) {
        switch (finding.outcome()) {
            case OK -> System.out.println("ok           " + finding.subject());
            case UNCHECKED -> System.out.println("NOT CHECKED  " + finding.subject() + ": " + finding.detail());
            case FAILED ->
                System.out.println("FAILED       " + finding.subject() + "\n"
                        + finding.detail().indent(4));
        }
    }
}

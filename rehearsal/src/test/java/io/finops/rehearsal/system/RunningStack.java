package io.finops.rehearsal.system;

import io.finops.localstack.process.Shell;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the stack once for all system tests, gives them {@link StackAccess} or the launcher, and stops it after the last. */
final class RunningStack implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RunningStack.class);

    /** What was started, kept until the last test of the run has ended. */
    private record Started(LocalStackJar launcher) implements AutoCloseable {
        static Started now() {
            try {
                Path folder = Files.createTempDirectory("stack-system-test");
                LocalStackJar launcher = LocalStackJar.in(folder);
                Shell.Result up = launcher.up();
                System.out.println(up.output());
                if (!up.succeeded()) {
                    throw new IllegalStateException("the stack does not come up: " + up.output());
                }
                return new Started(launcher);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            launcher.run("down");
            Shell.run(
                    Duration.ofMinutes(1),
                    List.of("rm", "-rf", launcher.home().root().toString()));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == StackAccess.class || type == LocalStackJar.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalStackJar launcher = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Started.class, type -> Started.now(), Started.class)
                .launcher();
        return parameter.getParameter().getType() == LocalStackJar.class
                ? launcher
                : StackAccess.running(launcher.home());
    }
}

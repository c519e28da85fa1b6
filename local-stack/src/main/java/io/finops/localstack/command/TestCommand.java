package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.check.Finding;
import io.finops.localstack.check.TestCounts;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.tools.AlertmanagerRuntime;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "test",
        description = {
            "Builds everything and runs every test: units, services against real PostgreSQL, the whole native stack",
            "on free ports, and the configuration. The last line says how many passed, failed and were skipped."
        },
        mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
    @Option(
            names = "--thorough",
            description = {
                "What a nightly run adds, about an hour: 100 kills instead of 4, twenty minutes of Alertmanager's messages",
                "in real time, two months of the bill read every two hours instead of four, a start after a quarter of an",
                "hour in which nothing ran, 200 neutral releases instead of 8, and the coverage of branches and of mutations",
                "(target/site/jacoco, target/pit-reports)."
            })
    private boolean thorough;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackHome home = StackOptions.home();
        Path promtool = fetchTools(home);
        Instant begin = Instant.now();
        // Beside the build, whose system tests mostly wait; told of after it.
        List<Finding> findings = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Boolean> validation =
                CompletableFuture.supplyAsync(() -> ValidateConfigCommand.validate(home, findings::add));
        boolean built = maven(home, promtool) == 0;
        boolean valid = validation.join();
        findings.forEach(ValidateConfigCommand::show);
        System.out.println(built ? "build and tests: ok" : "build and tests: FAILED, see above");
        System.out.println(valid ? "configuration: ok" : "configuration: FAILED, see above");
        System.out.println(TestCounts.of(home.repository(), begin));
        return built && valid ? 0 : 1;
    }

    /** Before the minutes that the build takes, so that what is missing is said at once. */
    private static Path fetchTools(StackHome home) {
        Tools tools = new Tools(home.tools(), System.out::println);
        Path promtool = tools.require(Program.PROMTOOL);
        tools.require(Program.PROMETHEUS);
        tools.require(Program.AMTOOL);
        new AlertmanagerRuntime(tools).command(Program.ALERTMANAGER);
        try {
            tools.requireInstalled(Program.NPM);
        } catch (StackException e) {
            System.out.println("LogQL and TraceQL will NOT be checked: " + e.getMessage());
        }
        return promtool;
    }

    private int maven(StackHome home, Path promtool) throws IOException, InterruptedException {
        String maven = System.getenv().getOrDefault("STACK_MAVEN", "mvn");
        // Modules beside each other, because most of their tests wait rather than compute; the system tests after all
        // of them.
        List<String> command =
                new ArrayList<>(List.of(maven, "-B", "-ntp", "-fae", "-T1C", "-Pafter-services", "verify"));
        if (thorough) {
            command.addAll(List.of(
                    "-Pcoverage",
                    "-Dcrash.kills=100",
                    "-Dmonths.step-hours=2",
                    "-Ddelivery.faster=1",
                    "-Dquiet.gap=15",
                    "-Dreleases.neutral=200"));
        }
        // The jars that this leaves behind are what ./stack up then runs.
        command.add("-Dbuild.commit=" + System.getenv().getOrDefault("STACK_COMMIT", "unknown"));
        ProcessBuilder builder = new ProcessBuilder(command);
        // The exporter's page is linted by the promtool that was fetched.
        builder.environment()
                .merge(
                        "PATH",
                        String.valueOf(promtool.getParent()),
                        (path, tools) -> path + File.pathSeparator + tools);
        return builder.directory(home.repository().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }
}

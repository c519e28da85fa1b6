package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows what a component has logged.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "A component's name, as status lists it, or supervisor.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Runs until interrupted.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "200",
            description = "How many of the last lines (${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackHome home = StackOptions.home();
        Path log = home.log(name);
        if (!name.matches("[a-z-]+") || Files.notExists(log)) {
            throw new StackException(
                    "there is no log of \"" + name + "\"; there are: " + String.join(", ", known(home)));
        }
        List<String> command = follow
                ? List.of("tail", "-n", String.valueOf(lines), "-F", log.toString())
                : List.of("tail", "-n", String.valueOf(lines), log.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static List<String> known(StackHome home) throws IOException {
        Path folder = home.root().resolve("logs");
        if (Files.notExists(folder)) {
            return List.of("none yet");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".log"))
                    .map(file -> file.substring(0, file.length() - ".log".length()))
                    .sorted()
                    .toList();
        }
    }
}

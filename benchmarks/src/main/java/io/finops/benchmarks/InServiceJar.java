package io.finops.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of a program of {@code microbenchmarks} with the classes and libraries that are in a service's jar. */
public final class InServiceJar {
    private InServiceJar() {}

    /**
     * Boot's own launcher, told of one more jar.
     *
     * @param options of the JVM
     */
    public static List<String> command(
            Path serviceJar, Path microbenchmarksJar, String mainClass, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Dloader.path=" + microbenchmarksJar,
                "-Dloader.main=" + mainClass,
                "-cp",
                serviceJar.toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher"));
        command.addAll(List.of(arguments));
        return command;
    }
}

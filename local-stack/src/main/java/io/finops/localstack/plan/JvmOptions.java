package io.finops.localstack.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The visible table of JVM options, {@code components.properties}, and the command lines made from it. */
public final class JvmOptions {
    /** A JVM whose threads die one by one of a full heap looks alive to everybody; one that ends is started again. */
    private static final String END_WHEN_OUT_OF_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    private final Properties defaults = new Properties();
    private final Map<String, String> environment;

    public JvmOptions(Map<String, String> environment) {
        this.environment = environment;
        try (InputStream in = JvmOptions.class.getResourceAsStream("components.properties")) {
            defaults.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("the jar is damaged", e);
        }
    }

    /**
     * The options of a component: that it ends when it is out of memory, then those of {@code <COMPONENT>_JAVA_OPTS} in the environment, else
     * those of the table.
     */
    public List<String> of(String component) {
        String variable = component.toUpperCase(Locale.ROOT).replace('-', '_') + "_JAVA_OPTS";
        String options = environment.getOrDefault(variable, defaults.getProperty(component, ""));
        return Stream.of((END_WHEN_OUT_OF_MEMORY + ' ' + options).split("\\s+", -1))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /** {@code java <options> -jar <jar> <arguments>}, with the JVM that runs this program. */
    public List<String> java(String component, Path jar, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(of(component));
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        return command;
    }
}

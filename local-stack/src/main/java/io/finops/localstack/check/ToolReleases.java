package io.finops.localstack.check;

import io.finops.localstack.config.Version;
import io.finops.localstack.process.Shell;
import io.finops.localstack.tools.AlertmanagerRuntime;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every release of a checking tool that is at hand: on the PATH, from Debian's packages, and in any {@code bin} folder that somebody
 * put below {@code .stack/tools} to check against a further release.
 */
public final class ToolReleases {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Tools tools;
    private final Path folder;

    /**
     * Looks for nothing yet.
     *
     * @param folder what holds one folder for each further release
     */
    public ToolReleases(Tools tools, Path folder) {
        this.tools = tools;
        this.folder = folder;
    }

    /** The beginning of the command line that runs each release, by release. */
    public Map<Version, List<String>> of(Program program) {
        Map<Version, List<String>> releases = new TreeMap<>();
        List<List<String>> commands = new ArrayList<>();
        commands.add(new AlertmanagerRuntime(tools).command(program));
        tools.unpacked(program).ifPresent(path -> commands.add(new AlertmanagerRuntime(tools).command(path)));
        for (Path extra : extra(program)) {
            commands.add(new AlertmanagerRuntime(tools).command(extra));
        }
        for (List<String> command : commands) {
            if (command.isEmpty()) {
                continue;
            }
            List<String> asked = new ArrayList<>(command);
            asked.add("--version");
            Version.in(Shell.run(LIMIT, asked).output()).ifPresent(version -> releases.putIfAbsent(version, command));
        }
        return releases;
    }

    private List<Path> extra(Program program) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.flatMap(f -> program.names().stream()
                            .map(name -> f.resolve("bin").resolve(name)))
                    .filter(Files::isExecutable)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

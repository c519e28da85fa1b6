package io.finops.localstack.check;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Parses the LogQL and TraceQL of dashboards, alerts, data sources and pages with the grammars of Grafana's own editors. They are npm
 * packages; {@code grafana/grammars} names them and has the program that uses them. It runs in a copy, so that the checkout stays clean.
 */
final class GrafanaGrammars {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc", "check-queries.js");
    private static final String SUBJECT = "LogQL and TraceQL by Grafana's grammars";

    private final Path sources;
    private final Path repository;
    private final Path folder;
    private final Tools tools;

    GrafanaGrammars(StackHome home, Tools tools) {
        this.sources = home.repository().resolve("grafana/grammars");
        this.repository = home.repository();
        this.folder = home.tools().resolve("grammars");
        this.tools = tools;
    }

    /** Unchecked where npm, or what it fetches, cannot be had. */
    Finding check() throws IOException {
        try {
            fetch(tools.requireInstalled(Program.NPM));
        } catch (StackException e) {
            return Finding.unchecked(SUBJECT, String.valueOf(e.getMessage()));
        }
        Shell.Result result = Shell.run(
                LIMIT, List.of("node", folder.resolve("check-queries.js").toString(), repository.toString()));
        return result.succeeded()
                ? Finding.ok(SUBJECT + ": " + result.lastLine())
                : Finding.failed(SUBJECT, result.output());
    }

    private void fetch(Path npm) throws IOException {
        Files.createDirectories(folder);
        Path fetched = folder.resolve("fetched-lock.json");
        String lock = Files.readString(sources.resolve("package-lock.json"));
        for (String file : FILES) {
            Files.copy(sources.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(fetched) && Files.readString(fetched).equals(lock)) {
            return;
        }
        Shell.Result result = Shell.run(
                LIMIT,
                folder,
                Map.of(),
                "",
                List.of(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
        if (!result.succeeded()) {
            throw new StackException(
                    "npm cannot fetch the grammars: " + result.output().strip());
        }
        Files.writeString(fetched, lock);
    }
}

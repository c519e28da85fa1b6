package io.finops.localstack.config;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Writes the configuration of Prometheus (natively) and Alertmanager (natively and for Compose) for one way of running. */
public final class ConfigRenderer {
    private final Path repository;
    private final Settings settings;
    private final Version alertmanager;
    private final Channels channels;
    private final Consumer<String> progress;

    /**
     * Renders for one set of channels and one release of Alertmanager.
     *
     * @param secrets the secrets' folder as this process sees it: says which channels are configured
     * @param alertmanager the release that will read the result
     */
    public ConfigRenderer(Path repository, Path secrets, Version alertmanager, Consumer<String> progress) {
        this(repository, Settings.of(secrets), alertmanager, progress);
    }

    ConfigRenderer(Path repository, Settings settings, Version alertmanager, Consumer<String> progress) {
        this.repository = repository;
        this.settings = settings;
        this.alertmanager = alertmanager;
        this.channels = new Channels(settings, alertmanager);
        this.progress = progress;
    }

    /** Renders Prometheus's configuration, rules and targets into a folder; what is there is replaced. */
    public void renderPrometheus(RenderTarget target, Path out) {
        try {
            prometheus(target, out);
        } catch (IOException e) {
            throw new StackException("cannot write Prometheus's configuration to " + out + ": " + e, e);
        }
    }

    /** Renders Alertmanager's configuration and templates into a folder; what is there is replaced. */
    public void renderAlertmanager(RenderTarget target, Path out) {
        try {
            alertmanager(target, out);
        } catch (IOException e) {
            throw new StackException("cannot write Alertmanager's configuration to " + out + ": " + e, e);
        }
    }

    private void prometheus(RenderTarget target, Path out) throws IOException {
        copy(repository.resolve("prometheus"), out);
        Path targets = Files.createDirectories(out.resolve("targets"));
        try (Stream<Path> old = Files.list(targets)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, String> job : target.scrapeTargets().entrySet()) {
            Files.writeString(targets.resolve(job.getKey() + ".yml"), "- targets: [\"" + job.getValue() + "\"]\n");
        }
    }

    private void alertmanager(RenderTarget target, Path out) throws IOException {
        copy(repository.resolve("alertmanager"), out);
        Path file = out.resolve("alertmanager.yml");
        if (Files.exists(file)) {
            Template template = new Template(name -> value(target, name), this::holds);
            Files.writeString(file, template.render(Files.readString(file), "alertmanager/alertmanager.yml"));
        }
        channels.report().forEach(progress);
    }

    private Optional<String> value(RenderTarget target, String name) {
        return switch (name) {
            case "AUDIT_URL" -> Optional.of(target.auditUrl());
            case "SECRETS_DIR" -> Optional.of(target.secretsFolder());
            case "TEMPLATES_DIR" -> Optional.of(target.alertmanagerFolder() + "/templates");
            case "PAGE_CHANNELS" -> Optional.of(channels.listed(Channel.TELEGRAM, Channel.SLACK, Channel.PAGERDUTY));
            case "TICKET_CHANNELS" -> Optional.of(channels.listed(Channel.SLACK));
            default -> settings.value(name);
        };
    }

    private boolean holds(String condition) {
        if (condition.startsWith("channel ")) {
            String name = condition.substring("channel ".length()).strip();
            return channels.has(Channel.named(name).orElseThrow(() -> new StackException("no such channel: " + name)));
        }
        if (condition.startsWith("version >= ")) {
            return alertmanager.compareTo(Version.parse(condition.substring("version >= ".length()))) >= 0;
        }
        if (condition.startsWith("version < ")) {
            return alertmanager.compareTo(Version.parse(condition.substring("version < ".length()))) < 0;
        }
        throw new StackException("alertmanager/alertmanager.yml: unknown condition \"" + condition + "\"");
    }

    /** Copies a tree; files of an earlier rendering that the source no longer has are removed. */
    private static void copy(Path source, Path out) throws IOException {
        if (Files.notExists(source)) {
            throw new StackException(source + " is missing: the checkout is incomplete");
        }
        if (Files.exists(out)) {
            try (Stream<Path> old = Files.walk(out)) {
                for (Path file : old.filter(Files::isRegularFile).toList()) {
                    if (Files.notExists(source.resolve(out.relativize(file)))) {
                        Files.delete(file);
                    }
                }
            }
        }
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = out.resolve(source.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}

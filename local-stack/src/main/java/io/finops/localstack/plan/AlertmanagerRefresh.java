package io.finops.localstack.plan;

import io.finops.localstack.StackException;
import io.finops.localstack.config.ConfigRenderer;
import io.finops.localstack.config.RenderTarget;
import io.finops.localstack.http.HttpJson;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Gives the running Alertmanager the channels, routes and messages that have been changed since it was started. */
final class AlertmanagerRefresh {
    private final StackHome home;
    private final Ports ports;
    private final Consumer<String> progress;

    AlertmanagerRefresh(StackHome home, Ports ports, Consumer<String> progress) {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
    }

    void run() {
        Path folder = home.config().resolve("alertmanager");
        Map<String, String> before = files(folder);
        Tools tools = new Tools(home.tools(), progress);
        new ConfigRenderer(home.repository(), home.secrets(), NativePlan.alertmanagerVersion(tools), progress)
                .renderAlertmanager(RenderTarget.natively(ports, List.of(), home.secrets(), folder), folder);
        if (!files(folder).equals(before)) {
            reload();
            progress.accept("Alertmanager has its new configuration");
        }
    }

    private void reload() {
        HttpJson.Answer answer = new HttpJson().send("POST", ports.url("alertmanager") + "/-/reload", "", Map.of());
        if (answer.status() != 200) {
            throw new StackException(
                    "Alertmanager keeps its old configuration: " + answer.body().strip());
        }
    }

    private static Map<String, String> files(Path folder) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readString(file));
            }
            return contents;
        } catch (IOException e) {
            throw new StackException("cannot read " + folder + ": " + e, e);
        }
    }
}

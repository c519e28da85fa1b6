package io.finops.rehearsal.delivery;

import io.finops.localstack.StackException;
import io.finops.localstack.config.ConfigRenderer;
import io.finops.localstack.config.RenderTarget;
import io.finops.localstack.http.HttpJson;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import io.finops.rehearsal.runningstack.AlertmanagerApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** One Alertmanager with this repository's configuration, the audit that it posts to, and the stubs of all channels. */
final class DeliveryRig implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path folder;
    private final StackHome home;
    private final List<Process> processes = new ArrayList<>();
    private final List<String> alertmanagerCommand;
    private Process alertmanagerProcess;
    private final HttpJson http = new HttpJson();
    private final String auditUrl;
    private final AlertmanagerApi alertmanager;

    final TelegramStub telegram = new TelegramStub();
    final SlackStub slack = new SlackStub();
    final PagerDutyStub pagerDuty = new PagerDutyStub();

    private DeliveryRig(Release release, String deadMansSwitch, UnaryOperator<String> edit) throws IOException {
        folder = Files.createTempDirectory("delivery");
        home = new StackHome(folder.resolve("stack"), Release.home().repository());
        home.create();
        new Secrets(home.secrets()).generateMissing();
        secret("telegram-bot-token", TelegramStub.TOKEN);
        secret("telegram-chat-id", TelegramStub.CHAT);
        secret("telegram-api-url", telegram.url());
        secret("slack-webhook-url", slack.url() + SlackStub.PATH);
        secret("pagerduty-routing-key", PagerDutyStub.KEY);
        secret("pagerduty-url", pagerDuty.url() + "/v2/enqueue");
        if (!deadMansSwitch.isEmpty()) {
            secret("dead-mans-switch-url", deadMansSwitch);
        }
        int auditPort = Ports.freePort();
        auditUrl = "http://127.0.0.1:" + auditPort;
        Path config = home.config().resolve("alertmanager");
        RenderTarget target =
                new RenderTarget(Map.of(), auditUrl, home.secrets().toString(), config.toString());
        new ConfigRenderer(home.repository(), home.secrets(), release.version(), line -> {})
                .renderAlertmanager(target, config);
        Path file = config.resolve("alertmanager.yml");
        Files.writeString(file, edit.apply(Files.readString(file)));
        start(
                "alert-audit",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        home.jar("alert-audit").toString(),
                        "--port=" + auditPort,
                        "--data-dir=" + home.data("alert-audit"),
                        "--token-file=" + home.secrets().resolve("audit-token")));
        int port = Ports.freePort();
        alertmanagerCommand = new ArrayList<>(release.command());
        alertmanagerCommand.addAll(List.of(
                "--config.file=" + file,
                "--storage.path=" + home.data("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="));
        alertmanagerProcess = start("alertmanager", alertmanagerCommand);
        alertmanager = new AlertmanagerApi(http, "http://127.0.0.1:" + port);
        awaitOk(auditUrl + "/healthz");
        awaitOk(alertmanager.url() + "/-/ready");
    }

    /** For what has nothing to do with times: groups of pages have their turn every five seconds. */
    static DeliveryRig start(Release release) {
        return start(release, yaml -> Intervals.faster(yaml, 6));
    }

    /** With somebody outside whom the watchdog calls. */
    static DeliveryRig start(Release release, String deadMansSwitch) {
        return start(release, deadMansSwitch, UnaryOperator.identity());
    }

    /** With a change to the rendered configuration. */
    static DeliveryRig start(Release release, UnaryOperator<String> edit) {
        return start(release, "", edit);
    }

    /** With both. */
    static DeliveryRig start(Release release, String deadMansSwitch, UnaryOperator<String> edit) {
        try {
            return new DeliveryRig(release, deadMansSwitch, edit);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    AlertmanagerApi alertmanager() {
        return alertmanager;
    }

    StackHome home() {
        return home;
    }

    void secret(String file, String content) throws IOException {
        Files.writeString(home.secrets().resolve(file), content + "\n");
    }

    String alertmanagerLog() throws IOException {
        return Files.readString(home.log("alertmanager"));
    }

    /** The trail's answer to a query such as {@code service=…}, oldest first. */
    List<JsonNode> audit(String query) {
        String token = new Secrets(home.secrets()).read("audit-token");
        List<JsonNode> entries = new ArrayList<>();
        http.get(auditUrl + "/alerts?" + query, Map.of("Authorization", "Bearer " + token))
                .path("alerts")
                .forEach(entries::add);
        return entries;
    }

    /** What the trail says that this receiver was told about the service. */
    List<JsonNode> told(String receiver, String service) {
        return audit("receiver=" + receiver).stream()
                .filter(entry -> entry.path("service").asString("").equals(service))
                .toList();
    }

    /** Ends it in order and starts it with further options. */
    void restartAlertmanager(List<String> options) {
        processes.remove(alertmanagerProcess);
        alertmanagerProcess.destroy();
        Awaitility.await().atMost(LIMIT).until(() -> !alertmanagerProcess.isAlive());
        List<String> command = new ArrayList<>(alertmanagerCommand);
        command.addAll(options);
        try {
            alertmanagerProcess = start("alertmanager", command);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        awaitOk(alertmanager.url() + "/-/ready");
    }

    private Process start(String name, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.log(name).toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        processes.add(process);
        return process;
    }

    private void awaitOk(String url) {
        Awaitility.await(url)
                .atMost(LIMIT)
                .failFast(
                        "a process ended: see " + home.log("alert-audit").getParent(),
                        () -> processes.stream().anyMatch(process -> !process.isAlive()))
                .ignoreExceptionsInstanceOf(StackException.class)
                .until(() -> http.send("GET", url, "", Map.of()).status() == 200);
    }

    @Override
    public void close() {
        telegram.close();
        slack.close();
        pagerDuty.close();
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Shell.run(Duration.ofMinutes(1), List.of("rm", "-rf", folder.toString()));
    }
}

package io.finops.localstack.plan;

import io.finops.localstack.config.Links;
import io.finops.localstack.config.Version;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.supervisor.Probe;
import io.finops.localstack.tools.AlertmanagerRuntime;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Prometheus and Alertmanager, which the stack cannot be without. */
public final class Monitoring {
    /**
     * How long Prometheus waits before it sends an alert again, of one that is over for a quarter of an hour. Rules that page are evaluated
     * every 5 or 15 s, so with this each of their alerts comes every 15 s: twice in each turn of a group of pages (30 s), or Alertmanager
     * tells again and again of what is over. What fires is valid for four times as long, 56 s, in which Prometheus can be restarted.
     */
    public static final Duration RESEND_DELAY = Duration.ofSeconds(14);

    private static final Version START_DELAY_SINCE = Version.parse("0.30");

    private final StackHome home;
    private final Ports ports;
    private final Tools tools;

    Monitoring(StackHome home, Ports ports, Tools tools) {
        this.home = home;
        this.ports = ports;
        this.tools = tools;
    }

    Component prometheus() {
        String name = "prometheus";
        Path config = home.config().resolve("prometheus/prometheus.yml");
        List<String> command = List.of(
                tools.require(Program.PROMETHEUS).toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + home.data(name),
                "--storage.tsdb.retention.time=40d",
                "--web.listen-address=" + ports.address(name),
                "--web.external-url=" + ports.url(name),
                // The second is for releases before 3.0: later ones do it anyway.
                "--enable-feature=exemplar-storage,expand-external-labels",
                "--rules.alert.resend-delay=" + RESEND_DELAY.toSeconds() + "s");
        return Component.of(name, ports.url(name), ports.of(name), command, Probe.http(ports.of(name), "/-/ready"))
                .with(Links.natively(ports, home.repository(), System.getenv()).variables())
                .stoppedBy("TERM", 20);
    }

    Component alertmanager() {
        String name = "alertmanager";
        List<String> command = new ArrayList<>(new AlertmanagerRuntime(tools).command(Program.ALERTMANAGER));
        command.addAll(List.of(
                "--config.file=" + home.config().resolve("alertmanager/alertmanager.yml"),
                "--storage.path=" + home.data(name),
                "--web.listen-address=" + ports.address(name),
                "--web.external-url=" + ports.url(name),
                "--cluster.listen-address=",
                // A crash loses silences, and who was told of what, since the last snapshot; the default is a quarter
                // of an hour.
                "--data.maintenance-interval=1m"));
        if (NativePlan.alertmanagerVersion(tools).compareTo(START_DELAY_SINCE) >= 0) {
            // By then everything that fires has come in again. What is over might come first and look like the end of
            // all.
            command.add("--dispatch.start-delay=" + RESEND_DELAY.plusSeconds(2).toSeconds() + "s");
        }
        return Component.of(name, ports.url(name), ports.of(name), command, Probe.http(ports.of(name), "/-/ready"));
    }
}

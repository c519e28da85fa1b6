package io.finops.localstack.config;

import io.finops.localstack.layout.Ports;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the configuration is rendered for: the native stack or the containers, with the addresses and folders that differ.
 *
 * @param scrapeTargets the address of each job that runs, as Prometheus reaches it
 * @param auditUrl where Alertmanager posts to
 * @param secretsFolder the secrets as Alertmanager sees them
 * @param alertmanagerFolder the rendered folder of Alertmanager as Alertmanager sees it
 */
public record RenderTarget(
        Map<String, String> scrapeTargets, String auditUrl, String secretsFolder, String alertmanagerFolder) {

    /** Everything on loopback; {@code jobs} are the parts that run. */
    public static RenderTarget natively(Ports ports, List<String> jobs, Path secrets, Path alertmanagerFolder) {
        Map<String, String> targets = new LinkedHashMap<>();
        jobs.forEach(job -> targets.put(job, ports.address(job)));
        return new RenderTarget(targets, ports.url("alert-audit"), secrets.toString(), alertmanagerFolder.toString());
    }

    /** Each part under its service's name, with folders as the containers mount them. Prometheus's targets are files of Compose's. */
    public static RenderTarget compose() {
        Ports ports = new Ports(0);
        return new RenderTarget(
                Map.of(), "http://alert-audit:" + ports.of("alert-audit"), "/run/secrets", "/etc/alertmanager");
    }
}

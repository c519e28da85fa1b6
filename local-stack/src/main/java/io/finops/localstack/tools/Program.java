package io.finops.localstack.tools;

import java.util.List;

/**
 * A program that is not ours.
 *
 * @param names what its executable is called, here and there
 * @param packages Debian's packages that may have it; empty when none is worth fetching
 * @param home where else to get it
 */
public record Program(List<String> names, List<String> packages, String home) {
    private static final String PROMETHEUS_HOME = "the downloads of prometheus.io";
    private static final String GRAFANA_HOME = "the downloads of grafana.com";

    public static final Program PROMETHEUS = new Program(List.of("prometheus"), List.of("prometheus"), PROMETHEUS_HOME);
    /** In recent releases a package of its own, before that a part of Prometheus's. */
    public static final Program PROMTOOL =
            new Program(List.of("promtool"), List.of("promtool", "prometheus"), PROMETHEUS_HOME);

    public static final Program ALERTMANAGER = new Program(
            List.of("alertmanager", "prometheus-alertmanager"), List.of("prometheus-alertmanager"), PROMETHEUS_HOME);
    public static final Program AMTOOL =
            new Program(List.of("amtool"), List.of("prometheus-alertmanager"), PROMETHEUS_HOME);
    public static final Program NODE_EXPORTER =
            new Program(List.of("node_exporter", "prometheus-node-exporter"), List.of(), PROMETHEUS_HOME);
    public static final Program LOKI = new Program(List.of("loki"), List.of(), GRAFANA_HOME);
    public static final Program PROMTAIL = new Program(List.of("promtail"), List.of(), GRAFANA_HOME);
    /** Receives spans and chooses which to keep; reads logs where there is no Promtail. */
    public static final Program ALLOY = new Program(List.of("alloy"), List.of(), GRAFANA_HOME);

    /** Keeps profiles of the services. */
    public static final Program PYROSCOPE = new Program(List.of("pyroscope"), List.of(), GRAFANA_HOME);

    public static final Program TEMPO = new Program(List.of("tempo"), List.of(), GRAFANA_HOME);
    /** Fetches the grammars that the dashboards' queries are parsed with. */
    public static final Program NPM = new Program(List.of("npm"), List.of("npm"), "the downloads of nodejs.org");

    public static final Program GRAFANA = new Program(List.of("grafana", "grafana-server"), List.of(), GRAFANA_HOME);
}

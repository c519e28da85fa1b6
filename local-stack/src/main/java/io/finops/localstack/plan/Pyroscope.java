package io.finops.localstack.plan;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.supervisor.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Grafana Pyroscope, which keeps the profiles, and its data source and page in Grafana, which are there only where it is. */
record Pyroscope(StackHome home, Ports ports, Path program) {
    Component server() {
        String name = "pyroscope";
        return Component.of(
                        name,
                        ports.url(name),
                        ports.of(name),
                        List.of(
                                program.toString(),
                                "-config.file=" + home.repository().resolve("pyroscope/pyroscope.yaml"),
                                "-config.expand-env=true"),
                        Probe.http(ports.of(name), "/ready"))
                .with(Map.of(
                        "PYROSCOPE_LISTEN_ADDRESS", "127.0.0.1",
                        "PYROSCOPE_PORT", String.valueOf(ports.of(name)),
                        "PYROSCOPE_GRPC_PORT", String.valueOf(ports.of("pyroscope-grpc")),
                        "PYROSCOPE_RAFT_PORT", String.valueOf(ports.of("pyroscope-raft")),
                        "PYROSCOPE_DATA", home.data(name).toString()))
                .alsoListeningOn(List.of(ports.of("pyroscope-grpc"), ports.of("pyroscope-raft")))
                .stoppedBy("TERM", 20);
    }

    /** A copy of Grafana's provisioning with the data source and the page of profiles in it: Grafana reads one folder, whole. */
    Path joinedTo(Path provisioning) {
        Path joined = home.config().resolve("grafana/provisioning");
        try (Stream<Path> files = Files.walk(provisioning)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                copy(file, joined.resolve(provisioning.relativize(file).toString()));
            }
            copy(pages().resolve("datasource.yaml"), joined.resolve("datasources/profiles.yaml"));
            copy(pages().resolve("dashboards.yaml"), joined.resolve("dashboards/profiles.yaml"));
        } catch (IOException e) {
            throw new StackException("cannot write " + joined + ": " + e, e);
        }
        return joined;
    }

    private Path pages() {
        return home.repository().resolve("grafana/profiles/pyroscope");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("..").normalize());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}

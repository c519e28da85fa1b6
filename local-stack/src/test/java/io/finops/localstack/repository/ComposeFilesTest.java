package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Compose files agree with their neighbours: jobs, images, ports, documented settings. */
class ComposeFilesTest {
    @Test
    void everyJobHasItsTargetsAndEveryTargetItsJob() throws IOException {
        Set<String> jobs = all(RepositoryFiles.read("prometheus/prometheus.yml"), "job_name: ([\\w-]+)");
        Set<String> targets;
        try (Stream<Path> files = Files.walk(RepositoryFiles.file("deploy/compose/targets"))) {
            targets = files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()).replace(".yml", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(targets).isEqualTo(jobs);
    }

    @Test
    void everyTargetOfAProfileIsAnnounced() throws IOException {
        Set<String> files;
        try (Stream<Path> targets = Files.walk(RepositoryFiles.file("deploy/compose/targets"))) {
            files = targets.filter(Files::isRegularFile)
                    .map(file -> RepositoryFiles.file("deploy/compose/targets")
                            .relativize(file)
                            .toString())
                    .filter(file -> !file.startsWith("default/"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(all(RepositoryFiles.read("deploy/compose/compose.yaml"), "command: \\[/source/targets/(\\S+)]"))
                .isEqualTo(files);
    }

    @Test
    void everyImageIsPinnedToAnExactTagInOnePlace() throws IOException {
        String compose = RepositoryFiles.read("deploy/compose/compose.yaml");
        assertThat(all(compose, "&[\\w-]+-image (\\S+)"))
                .hasSizeGreaterThan(10)
                .allSatisfy(image -> assertThat(image).matches("[\\w./-]+:v?\\d+\\.\\d[\\w.-]*"));
        assertThat(all(compose, "(?m)^    image: (\\S+)"))
                .allSatisfy(image ->
                        assertThat(image).matches("\\*[\\w-]+-image|finops-observability/[\\w-]+:\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void portsAreOnLoopbackUnlessSaidOtherwise() throws IOException {
        List<String> ports =
                List.copyOf(all(RepositoryFiles.read("deploy/compose/compose.yaml"), "(?m)^    ports: \\[\"(.*)\"]"));
        assertThat(ports)
                .hasSizeGreaterThan(8)
                .allSatisfy(port -> assertThat(port).startsWith("${FINOPS_BIND:-127.0.0.1}:"));
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        Set<String> used = all(RepositoryFiles.read("deploy/compose/compose.yaml"), "(?<!\\$)\\$\\{([A-Z_]+)");
        used.addAll(all(RepositoryFiles.read("deploy/compose/aws.yaml"), "(?<!\\$)\\$\\{([A-Z_]+)"));
        assertThat(all(RepositoryFiles.read(".env.example"), "(?m)^#([A-Z_]+)="))
                .isEqualTo(used);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TELEGRAM_BOT_TOKEN", "TELEGRAM_CHAT_ID"})
    void whatAnEarlierSystemCalledItIsUnderstood(String name) throws IOException {
        assertThat(RepositoryFiles.read("deploy/compose/compose.yaml"))
                .contains(name + ": ${" + name + ":-${AM_" + name + ":-}}");
    }

    @Test
    void everyServiceIsHardened() throws IOException {
        String compose = RepositoryFiles.read("deploy/compose/compose.yaml");
        String services = compose.substring(compose.indexOf("\nservices:"), compose.indexOf("\nnetworks:"));
        Set<String> bodies = all(services, "(?ms)^  [a-z-]+:\\n(.*?)(?=^  [a-z-]+:\\n|\\z)");
        assertThat(bodies)
                .hasSizeGreaterThan(16)
                .allSatisfy(body -> assertThat(body).containsAnyOf("<<: *hardened", "<<: *java", "<<: *announce"));
    }

    /** Later flags, such as {@code RUN --network}, end a build there at once. */
    @Test
    void theEngineOfDebian12KnowsEveryFlagOfTheDockerfile() throws IOException {
        Set<String> flags = all(RepositoryFiles.read("deploy/compose/java.Dockerfile"), "(?m)^[A-Z]+((?: --\\S+)+)");
        assertThat(all(String.join(" ", flags), "--([a-z]+)"))
                .contains("mount")
                .isSubsetOf("platform", "from", "chown", "chmod", "mount");
    }

    /** Grafana keeps what it once read, unless the file said that it may go with the file. */
    @ParameterizedTest
    @ValueSource(strings = {"provisioning/datasources/datasources.yaml", "profiles/pyroscope/datasource.yaml"})
    void aDataSourceDisappearsFromGrafanaWithItsFile(String file) throws IOException {
        assertThat(RepositoryFiles.read("grafana/" + file).lines())
                .contains("prune: true")
                .contains("datasources:");
    }

    /** Whatever a one-off depends on is started, or made anew where a variable was given to {@code up} and is not to {@code run}. */
    @Test
    void aReportStartsNothingElse() throws IOException {
        assertThat(service("send-report")).contains("profiles: [report]").doesNotContain("depends_on");
    }

    /** With one, {@code up --wait} fails; without any, it waits until the container runs. */
    @Test
    void noHealthCheckIsDisabled() throws IOException {
        assertThat(RepositoryFiles.read("deploy/compose/compose.yaml")).doesNotContain("disable: true");
    }

    private static String service(String name) throws IOException {
        Set<String> found = all(
                RepositoryFiles.read("deploy/compose/compose.yaml"), "(?ms)^  " + name + ":\\n(.*?)(?=^  \\S|^\\S)");
        return String.join("", found);
    }

    private static Set<String> all(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        for (Matcher match = Pattern.compile(pattern).matcher(text); match.find(); ) {
            found.add(match.group(1));
        }
        return found;
    }
}

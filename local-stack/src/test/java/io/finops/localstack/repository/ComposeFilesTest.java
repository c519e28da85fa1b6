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

    private static Set<String> all(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        for (Matcher match = Pattern.compile(pattern).matcher(text); match.find(); ) {
            found.add(match.group(1));
        }
        return found;
    }
}

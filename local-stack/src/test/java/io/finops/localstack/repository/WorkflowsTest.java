package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What can be known of the workflows without running them: their form, their pins, their rights, and that what they call exists. */
class WorkflowsTest {
    private static final String FOLDER = ".github/workflows/";

    static List<String> workflows() throws IOException {
        try (Stream<Path> files = Files.list(RepositoryFiles.file(FOLDER))) {
            return files.map(file -> FOLDER + file.getFileName()).sorted().toList();
        }
    }

    @Test
    void thereIsOneForEveryChangeOneForAReleaseOneForTheNightAndOneForVulnerabilities() throws IOException {
        assertThat(workflows())
                .containsExactly(
                        FOLDER + "ci.yml",
                        FOLDER + "images.yml",
                        FOLDER + "nightly.yml",
                        FOLDER + "vulnerabilities.yml");
        assertThat(triggers(FOLDER + "ci.yml").keySet())
                .extracting(String::valueOf)
                .contains("push", "pull_request", "workflow_call");
        assertThat(triggers(FOLDER + "nightly.yml").keySet())
                .extracting(String::valueOf)
                .contains("schedule");
        assertThat(scripts(FOLDER + "nightly.yml")).anyMatch(script -> script.endsWith(".ci/run --thorough"));
        assertThat(triggers(FOLDER + "images.yml")).isEqualTo(Map.of("push", Map.of("tags", List.of("v*"))));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedToACommitAndSaysWhichReleaseThatIs(String workflow) throws IOException {
        for (MatchResult uses : RepositoryFiles.find(workflow, "uses: (.+)")) {
            assertThat(uses.group(1))
                    .matches("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+|\\./\\.github/workflows/\\w+\\.yml");
        }
        List<String> local = RepositoryFiles.find(workflow, "uses: \\./(\\S+)").stream()
                .map(match -> match.group(1))
                .toList();
        assertThat(local)
                .allSatisfy(file -> assertThat(RepositoryFiles.file(file)).exists());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void rightsAreReadOnlyUnlessAJobSaysOtherwise(String workflow) throws IOException {
        assertThat(yaml(workflow).get("permissions")).isEqualTo(Map.of("contents", "read"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobEndsByItselfAndWaitsForJobsThatExist(String workflow) throws IOException {
        Map<?, ?> jobs = map(yaml(workflow).get("jobs"));
        jobs.forEach((name, value) -> {
            Map<?, ?> job = map(value);
            if (job.get("uses") == null) {
                assertThat(job.get("timeout-minutes")).as("%s", name).isInstanceOf(Integer.class);
                assertThat(job.get("runs-on")).as("%s", name).isInstanceOf(String.class);
                assertThat((List<?>) job.get("steps")).as("%s", name).isNotEmpty();
            }
            if (job.get("needs") instanceof List<?> needs) {
                needs.forEach(need ->
                        assertThat(jobs.get(need)).as("needed by %s", name).isNotNull());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void whatIsRunExistsAndNoExpressionBecomesAPartOfAScript(String workflow) throws IOException {
        for (String script : scripts(workflow)) {
            assertThat(script)
                    .as("an expression in a script can be code of a stranger's")
                    .doesNotContain("${{");
            Stream.of(script.split("\\s+", -1))
                    .filter(word -> word.startsWith("./") || word.startsWith(".ci/") || word.startsWith("deploy/"))
                    .forEach(file -> assertThat(RepositoryFiles.file(file)).exists());
        }
    }

    @Test
    void everyChangeRunsTheTestsAndTheRealComposeStackWithASmokeTest() throws IOException {
        assertThat(scripts(FOLDER + "ci.yml"))
                .anyMatch(script -> script.endsWith(".ci/run"))
                .anyMatch(script -> script.matches("docker compose .*up .*--wait .*"))
                .contains("./stack smoke-test");
        assertThat(RepositoryFiles.read(".ci/run")).contains("exec ./stack test");
    }

    @Test
    void everyFolderOfTerraformIsValidated() throws IOException {
        Map<?, ?> job = map(map(yaml(FOLDER + "ci.yml").get("jobs")).get("terraform"));
        List<?> folders = (List<?>) Objects.requireNonNull(
                map(map(job.get("strategy")).get("matrix")).get("folder"));
        try (Stream<Path> modules = Files.list(RepositoryFiles.file("deploy/terraform"))) {
            assertThat(folders)
                    .extracting(String::valueOf)
                    .containsExactlyInAnyOrderElementsOf(modules.map(module -> String.valueOf(module.getFileName()))
                            .toList());
        }
        assertThat(scripts(FOLDER + "ci.yml")).anyMatch(script -> script.endsWith(" validate"));
    }

    @Test
    void everyChangeAndEveryMorningLibrariesAndImagesAreScanned() throws IOException {
        String workflow = FOLDER + "vulnerabilities.yml";
        assertThat(triggers(workflow).keySet())
                .extracting(String::valueOf)
                .contains("push", "pull_request", "schedule", "workflow_call");
        assertThat(scripts(workflow)).contains(".ci/scan libraries", ".ci/scan images");
    }

    @Test
    void aReleasePublishesEveryImageForTwoArchitecturesWithItsPartsAndItsOrigin() throws IOException {
        String workflow = FOLDER + "images.yml";
        Map<?, ?> publish = map(map(yaml(workflow).get("jobs")).get("publish"));
        assertThat(publish.get("needs")).isEqualTo(List.of("ci", "vulnerabilities"));
        List<?> modules = (List<?>) Objects.requireNonNull(
                map(map(publish.get("strategy")).get("matrix")).get("module"));
        List<String> built = RepositoryFiles.find("deploy/compose/compose.yaml", "MODULE: ([\\w-]+)").stream()
                .map(match -> match.group(1))
                // What serves the report and what sends it are one image.
                .distinct()
                .toList();
        assertThat(modules).extracting(String::valueOf).containsExactlyInAnyOrderElementsOf(built);
        assertThat(RepositoryFiles.read(workflow))
                .contains("platforms: linux/amd64,linux/arm64", "sbom: true", "provenance: mode=max", "push: true");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void noRegistryIsNamed(String workflow) throws IOException {
        assertThat(RepositoryFiles.read(workflow)).doesNotContainPattern("[\\w-]+\\.(io|com|org|dev|net)\\b");
    }

    private static List<String> scripts(String workflow) throws IOException {
        List<String> scripts = new ArrayList<>();
        for (Object job : map(yaml(workflow).get("jobs")).values()) {
            if (map(job).get("steps") instanceof List<?> steps) {
                steps.forEach(step -> {
                    if (map(step).get("run") instanceof String script) {
                        scripts.add(script);
                    }
                });
            }
        }
        return scripts;
    }

    /** YAML 1.1 reads the key {@code on} as true. */
    private static Map<?, ?> triggers(String workflow) throws IOException {
        Map<?, ?> yaml = yaml(workflow);
        return map(yaml.containsKey("on") ? yaml.get("on") : yaml.get(true));
    }

    private static Map<?, ?> yaml(String file) throws IOException {
        return map(new Yaml().load(RepositoryFiles.read(file)));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}

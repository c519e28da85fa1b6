package io.finops.localstack.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the files of rules to the objectives and the shared annotations in {@code prometheus/slo}. With {@code UPDATE_SLO_RULES=1} in the environment
 * it writes them.
 */
class SloRulesTest {
    private static final Path PROMETHEUS = Checkout.root().resolve("prometheus");
    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE_SLO_RULES"));

    static List<Path> objectives() throws IOException {
        return yaml("slo").filter(file -> !file.endsWith("annotations.yml")).toList();
    }

    static List<Path> rules() throws IOException {
        return yaml("rules").toList();
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void theRulesOfAnObjectiveAreWhatItSays(Path file) throws IOException {
        String rules = SloRules.of(Objective.read(file), "prometheus/slo/" + file.getFileName(), annotations());

        hold(PROMETHEUS.resolve("rules/slo-" + file.getFileName()), rules);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void annotationsThatAlertsShareAreTheSameInEveryFile(Path file) throws IOException {
        hold(file, annotations().applyTo(Files.readString(file)));
    }

    @Test
    void everyFileOfSloRulesHasAnObjective() throws IOException {
        assertThat(rules().stream().map(Path::getFileName).map(Path::toString).filter(name -> name.startsWith("slo-")))
                .containsExactlyInAnyOrderElementsOf(objectives().stream()
                        .map(file -> "slo-" + file.getFileName())
                        .toList());
    }

    private static void hold(Path file, String expected) throws IOException {
        if (UPDATE) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("UPDATE_SLO_RULES=1 mvn -pl local-stack test -Dtest=SloRulesTest writes it")
                .hasContent(expected);
    }

    private static SharedAnnotations annotations() throws IOException {
        return SharedAnnotations.read(PROMETHEUS.resolve("slo/annotations.yml"));
    }

    private static Stream<Path> yaml(String folder) throws IOException {
        try (Stream<Path> files = Files.list(PROMETHEUS.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
        }
    }
}

package io.finops.report.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FindingTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void everyRecordedFindingIsKnownAndExplained() throws IOException {
        List<String> recorded = matches("prometheus/rules/savings.yml", "finding: ([a-z-]+)");
        List<String> explained = matches("docs/findings.md", "(?m)^## (.+)$");

        assertThat(recorded)
                .hasSizeGreaterThan(8)
                .allMatch(label -> Finding.of(label).isPresent());
        assertThat(Arrays.stream(Finding.values()).map(Finding::label)).containsExactlyInAnyOrderElementsOf(explained);
        assertThat(explained).containsAll(recorded);
    }

    @Test
    void whatAwsRecommendsIsNamedByItsAction() {
        assertThat(Finding.of("aws-Rightsize")).hasValueSatisfying(finding -> {
            assertThat(finding.title("aws-Rightsize")).isEqualTo("AWS: Rightsize");
            assertThat(finding.query("aws-Rightsize")).contains("action=\"Rightsize\"");
        });
        assertThat(Finding.of("something-new")).isEmpty();
    }

    private static List<String> matches(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}

package io.finops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The AWS side. Without terraform or tofu on the PATH the formatting and the syntax are reported as skipped. */
class TerraformTest {
    private static final String FOLDER = "deploy/terraform";

    @Test
    void isFormattedAndParses() throws Exception {
        Process process = new ProcessBuilder(
                        tool(),
                        "fmt",
                        "-check",
                        "-recursive",
                        "-no-color",
                        Repository.file(FOLDER).toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void everyPolicyThatIsGivenByDefaultIsAFileOfDocsIam() {
        String variables = Repository.read(FOLDER + "/aws-cost-exporter/variables.tf");
        Matcher defaults = Pattern.compile("default += \\[(.*)]").matcher(variables);
        assertThat(defaults.find()).isTrue();
        for (String policy : defaults.group(1).replace("\"", "").split(", ", -1)) {
            assertThat(Repository.file("docs/iam/" + policy + ".json")).exists();
        }
        assertThat(Repository.read(FOLDER + "/aws-cost-exporter/exporter-role.tf"))
                .contains("${path.module}/../../../docs/iam/${each.key}.json");
    }

    /** Anybody else who could become the role could read the bill. */
    @Test
    void onlyTheExportersServiceAccountMayBecomeTheRole() {
        assertThat(Repository.read(FOLDER + "/aws-cost-exporter/exporter-role.tf"))
                .contains("system:serviceaccount:${var.namespace}:cost-exporter")
                .doesNotContain("StringLike", "\"*\"");
    }

    private static String tool() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            for (String name : new String[] {"terraform", "tofu"}) {
                if (Files.isExecutable(Path.of(folder, name))) {
                    return name;
                }
            }
        }
        return abort("neither terraform nor tofu is on the PATH: formatting and syntax are not checked");
    }
}

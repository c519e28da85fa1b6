package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** Which known vulnerabilities fail a build, and that an exception has a reason, a scope and an end. */
class VulnerabilitiesTest {
    private static final String POLICY = ".github/vulnerabilities/policy.yaml";
    private static final String EXCEPTIONS = ".github/vulnerabilities/exceptions.yaml";
    private static final int LONGEST_DAYS = 90;

    @TempDir
    private Path folder;

    @Test
    void whatIsSeriousAndCanBeMendedFailsTheBuild() throws IOException {
        Map<?, ?> policy = new Yaml().load(RepositoryFiles.read(POLICY));
        assertThat(policy.get("severity")).isEqualTo(List.of("HIGH", "CRITICAL"));
        assertThat(policy.get("exit-code")).isEqualTo(1);
        assertThat(policy.get("exit-on-eol")).isEqualTo(1);
        assertThat(policy.get("vulnerability")).isEqualTo(Map.of("ignore-unfixed", true));
        assertThat(policy.get("ignorefile")).isEqualTo(EXCEPTIONS);
    }

    /** Red from the day on which an exception ends: mend it, or decide anew (docs/vulnerabilities.md). */
    @Test
    void everyExceptionIsWhole() throws IOException {
        assertThat(complaints(RepositoryFiles.read(EXCEPTIONS), LocalDate.now(ZoneOffset.UTC)))
                .isEmpty();
    }

    @Test
    void theExampleInTheFileIsWhole() throws IOException {
        String example = RepositoryFiles.read(EXCEPTIONS)
                .lines()
                .filter(line -> line.startsWith("#  "))
                .map(line -> line.substring(1))
                .reduce("vulnerabilities:\n", (text, line) -> text + line + "\n");
        assertThat(complaints(example, LocalDate.parse("2027-01-30"))).isEmpty();
        assertThat(complaints(example, LocalDate.parse("2027-01-31")))
                .containsExactly("CVE-2026-12345 ended on 2027-01-31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: CVE-1, purls: [p], expired_at: 2026-11-21, statement: s} | CVE-1 ended on 2026-11-21",
                "{id: CVE-1, purls: [p], expired_at: 2026-11-22, statement: s} | CVE-1 ended on 2026-11-22",
                "{id: CVE-1, purls: [p], expired_at: 2027-02-21, statement: s} | CVE-1 ends more than 90 days ahead",
                "{id: CVE-1, purls: [p], statement: s} | CVE-1 has no end (expired_at)",
                "{id: CVE-1, purls: [p], expires_at: 2026-12-01, statement: s} | CVE-1 has no end (expired_at)",
                "{id: CVE-1, purls: [p], expired_at: soon, statement: s} | CVE-1 has no end (expired_at)",
                "{id: CVE-1, purls: [p], expired_at: 2026-12-01} | CVE-1 has no reason (statement)",
                "{id: CVE-1, expired_at: 2026-12-01, statement: s} | CVE-1 covers everything (name purls or paths)",
                "{purls: [p], expired_at: 2026-12-01, statement: s} | an exception has no id",
            })
    void anExceptionThatIsNotIsNamed(String exception, String complaint) {
        assertThat(complaints("vulnerabilities: [" + exception + "]", LocalDate.parse("2026-11-22")))
                .contains(complaint);
    }

    @Test
    void anExceptionWithAReasonAScopeAndAnEndPasses() {
        String exception = "{id: CVE-1, paths: [a.jar], expired_at: 2026-11-23, statement: s}";
        assertThat(complaints("vulnerabilities: [" + exception + "]", LocalDate.parse("2026-11-22")))
                .isEmpty();
    }

    @Test
    void nothingElseCanBeExcepted() {
        assertThat(complaints("{vulnerabilities: [], secrets: [{id: any}]}", LocalDate.parse("2026-11-22")))
                .containsExactly("[secrets] cannot be excepted here");
    }

    @Test
    void everyListOfLibrariesIsScannedAndOneThatIsVulnerableFailsTheScanAndIsNamed() throws Exception {
        Path checkout = checkout("""
                #!/bin/sh
                echo "$*" >>"$0.calls"
                case "$*" in *exporter*) exit 1 ;; esac
                """);
        for (String module : List.of("cost-exporter", "payments-service")) {
            Path target = Files.createDirectories(checkout.resolve(module + "/target"));
            Files.writeString(target.resolve("sbom.json"), "{}");
        }
        Result result = scan(checkout, "libraries");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output())
                .contains("vulnerable, or not scanned: ./cost-exporter/target/sbom.json")
                .doesNotContain("not scanned: ./payments-service");
        assertThat(Files.readAllLines(checkout.resolve("bin/trivy.calls")))
                .containsExactly(
                        "sbom --config " + POLICY + " ./cost-exporter/target/sbom.json",
                        "sbom --config " + POLICY + " ./payments-service/target/sbom.json");
    }

    @Test
    void aScanOfNothingFails() throws Exception {
        Result result = scan(checkout("#!/bin/sh\n"), "libraries");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.output()).contains("nothing to scan");
    }

    /** What is wrong with the exceptions on a day: a misspelt field would make one endless, because Trivy passes over what it does not know. */
    private static List<String> complaints(String text, LocalDate today) {
        List<String> complaints = new ArrayList<>();
        Map<?, ?> file = new Yaml().load(text);
        Set<Object> others = new TreeSet<>(file.keySet());
        if (others.remove("vulnerabilities") && !others.isEmpty()) {
            complaints.add(others + " cannot be excepted here");
        }
        for (Object entry : (List<?>) Objects.requireNonNull(file.get("vulnerabilities"))) {
            Map<?, ?> exception = (Map<?, ?>) entry;
            if (!(exception.get("id") instanceof String id)) {
                complaints.add("an exception has no id");
                continue;
            }
            if (!(exception.get("statement") instanceof String)) {
                complaints.add(id + " has no reason (statement)");
            }
            if (exception.get("purls") == null && exception.get("paths") == null) {
                complaints.add(id + " covers everything (name purls or paths)");
            }
            if (!(exception.get("expired_at") instanceof Date date)) {
                complaints.add(id + " has no end (expired_at)");
                continue;
            }
            LocalDate end = LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
            if (!today.isBefore(end)) {
                complaints.add(id + " ended on " + end);
            } else if (end.isAfter(today.plusDays(LONGEST_DAYS))) {
                complaints.add(id + " ends more than " + LONGEST_DAYS + " days ahead");
            }
        }
        return complaints;
    }

    /** A folder with the script, and with a stand-in for trivy on its PATH. */
    private Path checkout(String trivy) throws IOException {
        Files.createDirectories(folder.resolve(".ci"));
        Files.copy(RepositoryFiles.file(".ci/scan"), folder.resolve(".ci/scan"));
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("trivy");
        Files.writeString(program, trivy);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return folder;
    }

    private static Result scan(Path checkout, String what) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", checkout.resolve(".ci/scan").toString(), what).redirectErrorStream(true);
        builder.environment().merge("PATH", checkout.resolve("bin") + ":", (path, bin) -> bin + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private record Result(int exit, String output) {}
}

package io.finops.payments.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An alert says which release runs; "unknown" says nothing. */
class ReleaseTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path git;

    @Test
    void isTheCommitThatTheBuildFound() {
        assertThat(Release.of(build("unknown"), git("false")).commit()).isEqualTo("0123456789ab");
        assertThat(Release.of(build("unknown"), git("true")).commit()).isEqualTo("0123456789ab-dirty");
    }

    @Test
    void isTheCommitThatTheBuilderNamed() {
        assertThat(Release.of(build("fedcba9876543210fedcba9876543210fedcba98"), git("false")))
                .isEqualTo(new Release("1.2.3", "fedcba987654"));
        assertThat(Release.of(build("v7"), null).commit()).isEqualTo("v7");
    }

    @Test
    void isUnknownWhereNobodyTells() {
        assertThat(Release.of(null, null)).isEqualTo(new Release("unknown", "unknown"));
        assertThat(Release.of(build("unknown"), null).commit()).isEqualTo("unknown");
    }

    @Test
    void isInThisVeryBuild() throws Exception {
        assumeThat(REPOSITORY.resolve(".git"))
                .as("a build without a repository knows no commit")
                .exists();
        String head = output("git", "-C", REPOSITORY.toString(), "rev-parse", "HEAD");

        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ProjectInfoAutoConfiguration.class))
                .run(context -> assertThat(Release.of(build("unknown"), context.getBean(GitProperties.class))
                                .commit()
                                .replace("-dirty", ""))
                        .isEqualTo(head.substring(0, 12)));
    }

    @Test
    void isFoundInAnImagesBuildWhichSeesTheReferencesOnly() throws Exception {
        assertThat(buildCommit()).isEqualTo("unknown");
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/some-branch\n");
        assertThat(buildCommit()).isEqualTo("unknown");
        Files.writeString(git.resolve("packed-refs"), "# pack-refs\n" + COMMIT + " refs/heads/some-branch\n");
        assertThat(buildCommit()).isEqualTo(COMMIT);
        Files.createDirectories(git.resolve("refs/heads"));
        Files.writeString(git.resolve("refs/heads/some-branch"), COMMIT.replace('0', 'f') + "\n");
        assertThat(buildCommit()).isEqualTo(COMMIT.replace('0', 'f'));
        Files.writeString(git.resolve("HEAD"), COMMIT + "\n");
        assertThat(buildCommit()).isEqualTo(COMMIT);
    }

    private String buildCommit() throws IOException, InterruptedException {
        return output("sh", REPOSITORY.resolve("deploy/compose/build-commit").toString(), git.toString());
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static BuildProperties build(String commit) {
        Properties properties = new Properties();
        properties.setProperty("version", "1.2.3");
        properties.setProperty("commit", commit);
        return new BuildProperties(properties);
    }

    private static GitProperties git(String dirty) {
        Properties properties = new Properties();
        properties.setProperty("commit.id", COMMIT);
        properties.setProperty("dirty", dirty);
        return new GitProperties(properties);
    }
}

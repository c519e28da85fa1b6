package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The commit reaches the jars however they are built. */
class BuildCommitTest {
    @Test
    void everyWayToBuildPassesTheCommit() throws IOException {
        assertThat(RepositoryFiles.read("stack"))
                .contains("-Dbuild.commit=\"$(commit)\"")
                .contains("STACK_COMMIT=$(commit)");
        assertThat(RepositoryFiles.read("deploy/compose/java.Dockerfile"))
                .contains("--define build.commit=\"${COMMIT:-$(sh deploy/compose/build-commit .git)}\"");
        assertThat(RepositoryFiles.read("deploy/compose/java.Dockerfile.dockerignore"))
                .contains("!.git/HEAD", "!.git/packed-refs", "!.git/refs")
                .as("may hold credentials")
                .doesNotContain("!.git/config", "!.git\n");
    }

    @Test
    void theJarsCarryIt() throws IOException {
        assertThat(RepositoryFiles.read("pom.xml"))
                .contains("<build.commit>unknown</build.commit>")
                .contains("<Implementation-Commit>${build.commit}</Implementation-Commit>");
        assertThat(RepositoryFiles.read("payments-service/pom.xml"))
                .contains("<commit>${build.commit}</commit>")
                .doesNotContain("<build.commit>");
    }
}

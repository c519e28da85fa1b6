package io.finops.localstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Ports;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
    @TempDir
    Path checkout;

    @Test
    void followThePortOffset() {
        assertThat(Links.natively(new Ports(3000), checkout, Map.of()).grafana())
                .isEqualTo("http://localhost:6000");
    }

    @Test
    void areWhatAPersonSets() {
        Links links = Links.natively(
                new Ports(3000),
                checkout,
                Map.of("GRAFANA_URL", "https://grafana.example/", "RUNBOOKS_URL", "https://wiki.example/runbooks"));
        assertThat(links.variables())
                .containsEntry("GRAFANA_URL", "https://grafana.example")
                .containsEntry("RUNBOOKS_URL", "https://wiki.example/runbooks");
    }

    @Test
    void leadIntoTheCheckoutWhenItWasClonedFromNowhere() {
        assertThat(Links.runbooks(Path.of("/srv/finops"), "")).isEqualTo("file:///srv/finops/docs/runbooks");
        assertThat(Links.runbooks(Path.of("/srv/finops"), "/srv/bare.git"))
                .isEqualTo("file:///srv/finops/docs/runbooks");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/owner/name.git, https://github.com/owner/name",
        "https://user:token@github.com/owner/name, https://github.com/owner/name",
        "git@gitlab.example:group/sub/name.git, https://gitlab.example/group/sub/name",
        "ssh://git@git.example:2222/owner/name.git, https://git.example/owner/name",
    })
    void leadToTheRepositoryThatWasCloned(String remote, String repository) {
        assertThat(Links.runbooks(checkout, remote)).isEqualTo(repository + "/blob/HEAD/docs/runbooks");
    }
}

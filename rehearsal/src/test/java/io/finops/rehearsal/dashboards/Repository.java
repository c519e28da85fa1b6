package io.finops.rehearsal.dashboards;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that this test runs in. */
final class Repository {
    private Repository() {}

    static Path folder(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("grafana")) && Files.exists(folder.resolve("compose.yaml"))) {
                return folder.resolve(name);
            }
        }
        throw new IllegalStateException("not inside a checkout: " + Path.of("").toAbsolutePath());
    }
}

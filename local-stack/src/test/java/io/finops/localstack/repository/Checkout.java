package io.finops.localstack.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The checkout that the tests run in. */
final class Checkout {
    private Checkout() {}

    static Path file(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("compose.yaml"))) {
                return folder.resolve(name);
            }
        }
        throw new IllegalStateException("not inside a checkout: " + Path.of("").toAbsolutePath());
    }

    static String read(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** What the pattern finds in a file, in order. */
    static List<MatchResult> find(String name, String pattern) throws IOException {
        List<MatchResult> found = new ArrayList<>();
        Pattern.compile(pattern).matcher(read(name)).results().forEach(found::add);
        return found;
    }
}

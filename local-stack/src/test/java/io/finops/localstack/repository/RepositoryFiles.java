package io.finops.localstack.repository;

import io.finops.localstack.layout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files of the checkout that the tests run in. */
final class RepositoryFiles {
    private RepositoryFiles() {}

    static Path file(String name) {
        return Checkout.root().resolve(name);
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

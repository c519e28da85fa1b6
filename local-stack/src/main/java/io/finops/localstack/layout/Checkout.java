package io.finops.localstack.layout;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the root of the repository, for the launcher, the modules above it and their tests. */
public final class Checkout {
    private Checkout() {}

    /** What {@code -Dstack.root} names, else the checkout that this class was built in, else the current folder. */
    public static Path root() {
        String named = System.getProperty("stack.root");
        if (named != null) {
            return Path.of(named);
        }
        try {
            Path built = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = built; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve("local-stack/pom.xml"))) {
                    return folder;
                }
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar always has an address", e);
        }
        return Path.of("").toAbsolutePath();
    }
}

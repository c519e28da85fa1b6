package io.finops.localstack.supervisor;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Components that a drill keeps down. A hold is a file named after the component whose content is the signal that ended it, so that
 * the supervisor needs no port to listen on.
 */
public final class KeptDownComponents {
    private final Path folder;

    public KeptDownComponents(StackHome home) {
        this.folder = home.run().resolve("hold");
    }

    /** Ends the component with this signal ({@code TERM} or {@code KILL}) and keeps it down until it is let up again. */
    public void keepDown(String component, String signal) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(component), signal);
        } catch (IOException e) {
            throw new StackException("cannot keep down " + component + ": " + e, e);
        }
    }

    public void letUp(String component) {
        try {
            Files.deleteIfExists(folder.resolve(component));
        } catch (IOException e) {
            throw new StackException("cannot release " + component + ": " + e, e);
        }
    }

    public void letAllUp() {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            files.forEach(file -> letUp(String.valueOf(file.getFileName())));
        } catch (IOException e) {
            throw new StackException("cannot read " + folder + ": " + e, e);
        }
    }

    /** The signal that ends the held component; empty when it may run. A hold that cannot be read is none: whoever asks supervises, and must go on. */
    Optional<String> signal(String component) {
        try {
            return Optional.of(Files.readString(folder.resolve(component)).strip())
                    .filter(signal -> !signal.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

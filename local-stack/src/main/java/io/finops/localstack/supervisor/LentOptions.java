package io.finops.localstack.supervisor;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVM options that a drill lends to a component: from its next start on, until they are taken back. A file of them, one a line, named after the component. */
public final class LentOptions {
    private final Path folder;

    public LentOptions(StackHome home) {
        this.folder = home.run().resolve("options");
    }

    public void lend(String component, List<String> options) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(component), options);
        } catch (IOException e) {
            throw new StackException("cannot lend options to " + component + ": " + e, e);
        }
    }

    public void takeBack(String component) {
        try {
            Files.deleteIfExists(folder.resolve(component));
        } catch (IOException e) {
            throw new StackException("cannot take back the options of " + component + ": " + e, e);
        }
    }

    /** The component's command with what was lent to it, after the name of the program. */
    List<String> command(Component component) throws IOException {
        List<String> command = new ArrayList<>(component.command());
        try {
            command.addAll(1, Files.readAllLines(folder.resolve(component.name())));
        } catch (NoSuchFileException e) {
            return component.command();
        }
        return command;
    }
}

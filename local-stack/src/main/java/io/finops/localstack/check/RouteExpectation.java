package io.finops.localstack.check;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is told of an alert.
 *
 * @param labels of the alert, each {@code name=value}
 * @param receivers in the order in which the routes are walked, comma-separated
 */
record RouteExpectation(List<String> labels, String receivers) {
    /**
     * Reads a table with one {@code name=value … => receiver,receiver} a line; {@code #} begins a comment.
     *
     * @throws StackException if a line has another form or there is none
     */
    static List<RouteExpectation> read(Path table) throws IOException {
        List<RouteExpectation> expectations = new ArrayList<>();
        for (String line : Files.readAllLines(table)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] sides = line.split("=>", -1);
            if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw new StackException(
                        table.getFileName() + ": expected \"name=value … => receivers\", not: " + line);
            }
            expectations.add(new RouteExpectation(List.of(sides[0].strip().split("\\s+", -1)), sides[1].strip()));
        }
        if (expectations.isEmpty()) {
            throw new StackException(table.getFileName() + " expects nothing");
        }
        return expectations;
    }

    /** What amtool is asked with. */
    String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "config", "routes", "test", "--config.file=alertmanager.yml", "--verify.receivers=" + receivers));
        arguments.addAll(labels);
        return arguments.toArray(String[]::new);
    }
}

package io.finops.localstack.supervisor;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one {@code up} decided to run. It is handed to the supervisor as a file, and tells later commands what was started.
 *
 * @param portOffset what was added to the documented ports
 * @param absent optional parts that are not on this machine
 */
public record Plan(int portOffset, List<Component> components, List<AbsentPart> absent) {
    /**
     * A part that cannot be started here.
     *
     * @param reason what is missing, and what is lost by it
     */
    public record AbsentPart(String name, String reason) {}

    public static Optional<Plan> read(StackHome home) {
        return Json.read(file(home), Plan.class);
    }

    public void write(StackHome home) {
        try {
            Json.write(file(home), this);
        } catch (IOException e) {
            throw new StackException("cannot write " + file(home) + ": " + e, e);
        }
    }

    private static Path file(StackHome home) {
        return home.run().resolve("plan.json");
    }
}

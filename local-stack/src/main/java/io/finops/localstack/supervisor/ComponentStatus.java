package io.finops.localstack.supervisor;

import io.finops.localstack.process.ProcessIdentity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one component at one moment.
 *
 * @param reason why it is not up; empty when it is
 * @param process the process that runs it, if one does
 * @param restarts how often it was started again since the supervisor began
 */
public record ComponentStatus(
        String name,
        ComponentState state,
        String url,
        String reason,
        @Nullable ProcessIdentity process,
        int restarts) {

    public Optional<ProcessIdentity> identity() {
        return Optional.ofNullable(process);
    }
}

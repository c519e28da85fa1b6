package io.finops.rehearsal.drill;

import io.finops.localstack.StackException;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A release of payments-service that really burns more: the same jar under another version, without the JVM's compilers ({@code -Xint}). Timed from
 * when it answers. Only natively, where the supervisor can be told to start a process differently.
 */
record CostlyRelease() implements Drill {
    private static final String SERVICE = "payments-service";

    /** From the end of the roll-out to the notification. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** The release before is known once it has served for two minutes. */
    private static final String KNOWN =
            "count(last_over_time(finops:release_use:young[7d]) and on (version, commit) finops:release_current:timestamp_seconds)";

    private static final Duration UNTIL_KNOWN = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "costly-release";
    }

    @Override
    public String summary() {
        return "payments-service becomes another version that burns more: its JIT compiler is off (native stack only)";
    }

    /** It starts the service twice, and others are blind in the first minutes of a service. */
    @Override
    public boolean partOfAll() {
        return false;
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        StackAccess stack = context.stack();
        if (!stack.isNative()) {
            throw new StackException("costly-release needs the native stack: ./stack up --native");
        }
        awaitReference(context);
        return alertDrill().run(context);
    }

    AlertDrill alertDrill() {
        return new AlertDrill(
                name(),
                summary(),
                new Rollout(),
                "CostPerPaymentRose",
                // On a busy machine a JVM without compilers starts for longer than the minute that a deployment may
                // take.
                Set.of("CostPerPaymentDoubled", "PaymentsServiceDown", "PaymentsAvailabilityBurnFast"),
                LIMIT);
    }

    private static void awaitReference(DrillContext context) throws InterruptedException {
        Instant deadline = Instant.now().plus(UNTIL_KNOWN);
        while (context.stack().prometheus().value(KNOWN).isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new StackException("there is nothing to compare with: Prometheus has not seen " + SERVICE
                        + " start in the last week. Start the stack anew: ./stack down, ./stack up --native");
            }
            context.progress().accept("waiting until it is known what a payment costs with the release that runs");
            Thread.sleep(10_000);
        }
    }

    /** Starts the service anew as a version that does not exist. */
    private static final class Rollout implements Fault {
        @Override
        public void inject(StackAccess stack) {
            Path info = stack.home().run().resolve("costly-release.properties");
            try {
                Files.writeString(info, "build.version=costly-release\nbuild.commit=drill\n");
            } catch (IOException e) {
                throw new StackException("cannot write " + info + ": " + e, e);
            }
            stack.startAnew(SERVICE, List.of("-Xint", "-Dspring.info.build.location=" + info.toUri()));
        }

        @Override
        public void heal(StackAccess stack) {
            stack.startAnew(SERVICE, List.of());
        }

        @Override
        public boolean beginsWhenInjected() {
            return true;
        }
    }
}

package io.finops.localstack.drill;

import io.finops.localstack.payments.KillPaymentsDrill;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every drill there is. A new one is a line here. */
public final class Drills {
    private static final List<Drill> ALL = List.of(
            new KillPaymentsDrill(),
            new AlertDrill(
                    "gateway-outage",
                    "the card gateway answers every charge with 503",
                    Fault.simulated("gateway-down", Map.of()),
                    "PaymentsOutage",
                    Set.of("RevenueStopped", "PaymentsFailing"),
                    Duration.ofSeconds(20)));

    private Drills() {}

    public static List<Drill> all() {
        return ALL;
    }

    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}

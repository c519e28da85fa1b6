package io.finops.rehearsal.command;

import io.finops.rehearsal.drill.AlertDrills;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.drill.QuietStart;
import io.finops.rehearsal.hostile.HostileClientsDrill;
import io.finops.rehearsal.payments.KillPaymentsDrill;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every drill there is. A new one is a line here. */
public final class Drills {
    private static final List<Drill> ALL = Stream.concat(
                    AlertDrills.all().stream(),
                    Stream.of(new QuietStart(), new HostileClientsDrill(), new KillPaymentsDrill()))
            .toList();

    private Drills() {}

    public static List<Drill> all() {
        return ALL;
    }

    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}

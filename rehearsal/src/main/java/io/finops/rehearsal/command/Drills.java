package io.finops.rehearsal.command;

import io.finops.rehearsal.cluster.ClusterDrills;
import io.finops.rehearsal.drill.AlertDrills;
import io.finops.rehearsal.drill.Drill;
import io.finops.rehearsal.drill.QuietStart;
import io.finops.rehearsal.hostile.HostileClientsDrill;
import io.finops.rehearsal.payments.KillPaymentsDrill;
import io.finops.rehearsal.profiles.HotCodeDrill;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every drill there is. A new one is a line here. */
public final class Drills {
    private static final List<Drill> ALL = Stream.of(
                    AlertDrills.all(),
                    List.of(new QuietStart(), new HostileClientsDrill(), new KillPaymentsDrill(), new HotCodeDrill()),
                    ClusterDrills.all())
            .<Drill>flatMap(List::stream)
            .toList();

    private Drills() {}

    public static List<Drill> all() {
        return ALL;
    }

    /** Those that a name stands for: {@code all}, {@code cluster}, or one; empty when there is none. */
    static List<Drill> asked(String name) {
        Predicate<Drill> meant = switch (name) {
            case "all" -> drill -> drill.partOfAll() && !drill.needsCluster();
            case "cluster" -> Drill::needsCluster;
            default -> drill -> drill.name().equals(name);
        };
        return ALL.stream().filter(meant).toList();
    }
}

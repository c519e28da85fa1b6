package io.finops.benchmarks.command;

import io.finops.benchmarks.Bench;
import io.finops.benchmarks.cost.CostExporterBench;
import io.finops.benchmarks.payments.OverloadBench;
import io.finops.benchmarks.payments.PaymentsBench;
import io.finops.benchmarks.traffic.TrafficBench;
import java.util.List;
import java.util.Optional;

/** Every bench there is. A new one is a line here. */
public final class Benches {
    private static final List<Bench> ALL =
            List.of(new PaymentsBench(), new OverloadBench(), new TrafficBench(), new CostExporterBench());

    private Benches() {}

    public static List<Bench> all() {
        return ALL;
    }

    public static Optional<Bench> named(String name) {
        return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }
}

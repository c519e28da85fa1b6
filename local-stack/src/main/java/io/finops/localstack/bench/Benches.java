package io.finops.localstack.bench;

import io.finops.localstack.bench.cost.CostExporterBench;
import io.finops.localstack.bench.traffic.TrafficBench;
import io.finops.localstack.payments.PaymentsBench;
import java.util.List;
import java.util.Optional;

/** Every bench there is. A new one is a line here. */
public final class Benches {
    private static final List<Bench> ALL = List.of(new PaymentsBench(), new TrafficBench(), new CostExporterBench());

    private Benches() {}

    public static List<Bench> all() {
        return ALL;
    }

    public static Optional<Bench> named(String name) {
        return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }
}

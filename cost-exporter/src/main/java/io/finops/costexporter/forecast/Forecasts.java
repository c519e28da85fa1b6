package io.finops.costexporter.forecast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One forecast a payer. */
public record Forecasts(@Nullable List<Forecast> byPayer) {
    public Forecasts {
        byPayer = byPayer == null ? List.of() : List.copyOf(byPayer); // as saved by earlier versions
    }

    @Override
    public List<Forecast> byPayer() {
        return byPayer == null ? List.of() : byPayer;
    }
}

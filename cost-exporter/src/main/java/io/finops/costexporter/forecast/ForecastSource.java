package io.finops.costexporter.forecast;

import io.finops.costexporter.bill.CostBasis;
import java.time.LocalDate;

/** Where forecasts come from. */
public interface ForecastSource {
    /**
     * What is expected of each payer, from a day, which must be today, to the end of its month.
     *
     * @throws io.finops.costexporter.aws.ReadFailure if it could not be had
     */
    Forecasts read(CostBasis basis, LocalDate today);
}

package io.finops.costexporter.aws;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.forecast.Forecast;
import java.time.LocalDate;
import java.util.function.Function;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.ForecastResult;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;

/** Forecasts from {@code ce:GetCostForecast}. Thread-safe. */
record ForecastApi(String payer, CostExplorerClient client) {
    private static final int PREDICTION_INTERVAL_PERCENT = 80;

    Forecast read(CostBasis basis, LocalDate today) {
        return Answers.understood("a forecast", () -> {
            GetCostForecastResponse answer =
                    client.getCostForecast(request -> request.timePeriod(period -> period.start(today.toString())
                                    .end(Forecast.endOfMonth(today).toString()))
                            .metric(basis.name() + "_COST")
                            .granularity(Granularity.MONTHLY)
                            .predictionIntervalLevel(PREDICTION_INTERVAL_PERCENT));
            return new Forecast(
                    payer,
                    basis,
                    answer.total().unit(),
                    today,
                    Nanos.parse(answer.total().amount()),
                    sum(answer, ForecastResult::predictionIntervalLowerBound),
                    sum(answer, ForecastResult::predictionIntervalUpperBound));
        });
    }

    private static long sum(GetCostForecastResponse answer, Function<ForecastResult, String> bound) {
        return answer.forecastResultsByTime().stream()
                .map(bound)
                .map(Nanos::parse)
                .reduce(0L, Math::addExact);
    }
}

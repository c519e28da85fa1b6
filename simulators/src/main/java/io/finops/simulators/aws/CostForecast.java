package io.finops.simulators.aws;

import io.finops.simulators.bill.BillView;
import io.finops.simulators.bill.CostStream;
import io.finops.simulators.bill.DayFigures;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GetCostForecast}: the days' final figures with an error that the day of asking decides, and an interval that
 * covers it as often as it says. Today is forecast whole, what has been spent of it included.
 */
final class CostForecast implements AwsOperation {
    /** Standard error of a forecast day, as a share of its mean. */
    private static final double DAY_ERROR = 0.04;

    private static final double BIAS = 0.015;
    private static final int DEFAULT_LEVEL = 80;

    @Override
    public ObjectNode answer(AwsRequest request) {
        TimePeriod period = TimePeriod.parse(request.at("TimePeriod"));
        LocalDate today = request.today();
        String granularity = request.text("Granularity", "");
        if (period.start().isBefore(today)) {
            throw AwsException.validation(
                    "Start date " + period.start() + " is in the past: it must be " + today + " or later");
        }
        if (period.end().isAfter(granularity.equals("DAILY") ? today.plusMonths(3) : today.plusMonths(18))) {
            throw AwsException.validation("End date " + period.end() + " is too far in the future for " + granularity);
        }
        int level = level(request);
        Metric metric = Metric.parse(request.text("Metric", ""));
        Predicate<CostStream> filter = filter(request);
        ObjectNode answer = Json.object();
        ObjectNode total = answer.putObject("Total");
        ArrayNode results = answer.putArray("ForecastResultsByTime");
        String unit = metric.unit(request.view().faults().currency());
        long sum = 0;
        for (TimePeriod part : period.split(granularity)) {
            Estimate estimate = estimate(request.view(), part, metric, filter, today);
            double margin = normalQuantile(0.5 + level / 200.0) * estimate.error();
            ObjectNode result = results.addObject();
            result.set("TimePeriod", part.json());
            result.put("MeanValue", Json.decimal(estimate.mean()));
            result.put("PredictionIntervalLowerBound", Json.decimal(Math.round(estimate.mean() - margin)));
            result.put("PredictionIntervalUpperBound", Json.decimal(Math.round(estimate.mean() + margin)));
            sum += estimate.mean();
        }
        total.put("Amount", Json.decimal(sum)).put("Unit", unit);
        return answer;
    }

    private static Predicate<CostStream> filter(AwsRequest request) {
        Predicate<CostStream> chosen =
                Expression.parse(request.at("Filter"), request.view().faults().collidingTags());
        String scope = request.accountScope();
        return scope == null
                ? chosen
                : chosen.and(stream -> stream.account().id().equals(scope));
    }

    private static int level(AwsRequest request) {
        int level = request.has("PredictionIntervalLevel")
                ? request.at("PredictionIntervalLevel").asInt(0)
                : DEFAULT_LEVEL;
        if (level < 51 || level > 99) {
            throw AwsException.validation("PredictionIntervalLevel must be from 51 to 99");
        }
        return level;
    }

    private static Estimate estimate(
            BillView view, TimePeriod part, Metric metric, Predicate<CostStream> filter, LocalDate asked) {
        List<CostStream> streams = view.streams();
        double variance = 0;
        double mean = 0;
        for (LocalDate day = part.start(); day.isBefore(part.end()); day = day.plusDays(1)) {
            DayFigures figures = view.finalDay(day);
            double amount = 0;
            for (int stream = 0; stream < streams.size(); stream++) {
                if (filter.test(streams.get(stream))) {
                    amount += figures.amount(metric.basis(), stream);
                }
            }
            mean += amount;
            variance += amount * amount * DAY_ERROR * DAY_ERROR;
        }
        double bias = BIAS * view.bill().forecastError(asked);
        return new Estimate(Math.round(mean * (1 + bias)), Math.sqrt(variance) + Math.abs(mean) * BIAS);
    }

    /** Quantile of the standard normal distribution, by Tukey's lambda approximation; within 0.01 from 0.5 to 0.995. */
    static double normalQuantile(double p) {
        return 4.91 * (StrictMath.pow(p, 0.14) - StrictMath.pow(1 - p, 0.14));
    }

    /**
     * What a period will cost.
     *
     * @param mean in millionths
     * @param error standard error in millionths
     */
    private record Estimate(long mean, double error) {}
}

package io.finops.simulators.aws;

import io.finops.simulators.bill.Account;
import io.finops.simulators.bill.BillFaults.Spike;
import io.finops.simulators.bill.BillView;
import io.finops.simulators.bill.CostBasis;
import io.finops.simulators.bill.CostStream;
import io.finops.simulators.bill.DayFigures;
import io.finops.simulators.bill.Incident;
import io.finops.simulators.bill.RecordType;
import io.finops.simulators.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GetAnomalies}: the company's incidents and a cost spike, once the first of their days is over. */
final class Anomalies implements AwsOperation {
    private static final String MONITOR =
            "arn:aws:ce::" + Account.PRODUCTION.id() + ":anomalymonitor/51a7ed00-0000-4000-8000-000000000001";
    private static final int HISTORY_DAYS = 90;

    @Override
    public ObjectNode answer(AwsRequest request) {
        LocalDate today = request.today();
        LocalDate start = date(request, "StartDate", null);
        LocalDate end = date(request, "EndDate", today);
        if (start.isBefore(today.minusDays(HISTORY_DAYS)) || start.isAfter(end)) {
            throw AwsException.validation("DateInterval must begin within the last 90 days and not after its end");
        }
        ObjectNode answer = Json.object();
        ArrayNode anomalies = answer.putArray("Anomalies");
        for (Anomaly anomaly : detect(request.view(), today)) {
            boolean within = !anomaly.until().isBefore(start) && !anomaly.from().isAfter(end);
            if (within && passes(anomaly, request.at("TotalImpact"))) {
                ObjectNode json = anomalies.addObject();
                write(json, anomaly);
                if (request.faults().isOn(Fault.CE_PLANNED_ACTIVITY)) {
                    json.put("Feedback", "PLANNED_ACTIVITY");
                }
            }
        }
        if (!request.has("NextPageToken") && request.faults().isOn(Fault.CE_REPEATED_ITEMS)) {
            answer.put("NextPageToken", "simulated-again");
        }
        return answer;
    }

    private static List<Anomaly> detect(BillView view, LocalDate today) {
        List<Anomaly> found = new ArrayList<>();
        for (LocalDate quarter : List.of(today.minusMonths(3), today)) {
            Incident incident = view.bill().incident(quarter);
            CostStream stream = view.bill().stream(incident);
            LocalDate until = earlier(incident.until(), today);
            if (incident.from().isBefore(until)) {
                found.add(measure(
                        view,
                        incident.from(),
                        until,
                        incident.factor(),
                        stream,
                        each -> each.usageType().equals(stream.usageType())
                                && each.account().equals(stream.account())
                                && each.service().equals(stream.service())));
            }
        }
        Spike spike = view.faults().spike();
        if (spike != null && spike.factor() > 1 && spike.from().isBefore(today)) {
            view.streams().stream()
                    .filter(each -> each.service().equals(spike.service()))
                    .findFirst()
                    .ifPresent(stream -> found.add(measure(
                            view,
                            spike.from(),
                            today,
                            spike.factor(),
                            stream,
                            each -> each.service().equals(spike.service()))));
        }
        return found;
    }

    /** From {@code from} to before {@code end}, adds up on-demand and covered usage of the lines concerned. */
    private static Anomaly measure(
            BillView view,
            LocalDate from,
            LocalDate end,
            double factor,
            CostStream root,
            Predicate<CostStream> concerned) {
        long actual = 0;
        long highest = 0;
        for (LocalDate day = from; day.isBefore(end); day = day.plusDays(1)) {
            DayFigures figures = view.day(day);
            long amount = 0;
            for (int stream = 0; stream < figures.streams(); stream++) {
                CostStream line = view.streams().get(stream);
                boolean usage =
                        line.recordType() == RecordType.USAGE || line.recordType() == RecordType.SAVINGS_PLAN_COVERED;
                if (usage && concerned.test(line)) {
                    amount += figures.amount(CostBasis.UNBLENDED, stream);
                }
            }
            actual += amount;
            highest = Math.max(highest, amount);
        }
        return new Anomaly(from, end.minusDays(1), factor, root, actual, highest);
    }

    private static boolean passes(Anomaly anomaly, JsonNode impact) {
        if (!impact.isObject()) {
            return true;
        }
        double dollars = anomaly.impact() / 1e6;
        double least = impact.path("StartValue").asDouble(0);
        return switch (impact.path("NumericOperator").asString("")) {
            case "EQUAL" -> dollars == least;
            case "GREATER_THAN" -> dollars > least;
            case "GREATER_THAN_OR_EQUAL" -> dollars >= least;
            case "LESS_THAN" -> dollars < least;
            case "LESS_THAN_OR_EQUAL" -> dollars <= least;
            case "BETWEEN" ->
                dollars >= least && dollars <= impact.path("EndValue").asDouble(0);
            default -> throw AwsException.validation("TotalImpact has an unknown NumericOperator");
        };
    }

    private static void write(ObjectNode json, Anomaly anomaly) {
        CostStream root = anomaly.root();
        double impact = anomaly.impact() / 1e6;
        double expected = anomaly.expected() / 1e6;
        json.put("AnomalyId", anomaly.id())
                .put("AnomalyStartDate", anomaly.from().toString())
                .put("AnomalyEndDate", anomaly.until().toString())
                .put("DimensionValue", root.service())
                .put("MonitorArn", MONITOR);
        ObjectNode cause = json.putArray("RootCauses").addObject();
        cause.put("Service", root.service())
                .put("Region", root.region())
                .put("LinkedAccount", root.account().id())
                .put("LinkedAccountName", root.account().name())
                .put("UsageType", root.usageType());
        cause.putObject("Impact").put("Contribution", impact);
        double score = Math.min(1, anomaly.factor() / (anomaly.factor() + 1));
        json.putObject("AnomalyScore").put("MaxScore", score).put("CurrentScore", score);
        json.putObject("Impact")
                .put("MaxImpact", anomaly.highest() * (1 - 1 / anomaly.factor()) / 1e6)
                .put("TotalImpact", impact)
                .put("TotalActualSpend", anomaly.actual() / 1e6)
                .put("TotalExpectedSpend", expected)
                .put("TotalImpactPercentage", expected == 0 ? 0 : Math.round(impact / expected * 10_000) / 100.0);
    }

    private static LocalDate date(AwsRequest request, String name, @Nullable LocalDate byDefault) {
        String text = request.at("DateInterval").path(name).asString("");
        if (text.isEmpty() && byDefault != null) {
            return byDefault;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw AwsException.validation("DateInterval." + name + " is not a date: '" + text + "'");
        }
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Something that costs more than it should.
     *
     * @param until the last day seen
     * @param actual in millionths of a dollar, as is {@code highest}, the costliest day
     */
    private record Anomaly(LocalDate from, LocalDate until, double factor, CostStream root, long actual, long highest) {
        long expected() {
            return Math.round(actual / factor);
        }

        long impact() {
            return actual - expected();
        }

        String id() {
            return UUID.nameUUIDFromBytes((root.service() + from).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }
}

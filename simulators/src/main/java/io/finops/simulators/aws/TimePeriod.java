package io.finops.simulators.aws;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Days from {@code start} inclusive to {@code end} exclusive. */
record TimePeriod(LocalDate start, LocalDate end) {

    static TimePeriod parse(JsonNode node) {
        if (!node.isObject()) {
            throw AwsException.validation("1 validation error detected: Value null at 'timePeriod' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        TimePeriod period = new TimePeriod(date(node, "Start"), date(node, "End"));
        if (!period.start.isBefore(period.end)) {
            throw AwsException.validation("Start date (and hour) should be before end date (and hour): Start "
                    + period.start + ", End " + period.end);
        }
        return period;
    }

    /** Refuses what Cost Explorer no longer or not yet has. */
    void mustBeHistory(LocalDate today) {
        LocalDate oldest = today.withDayOfMonth(1).minusMonths(14);
        if (start.isBefore(oldest)) {
            throw AwsException.validation(
                    "You haven't enabled historical data beyond 14 months: Start " + start + " is before " + oldest);
        }
        if (end.isAfter(today.withDayOfMonth(1).plusMonths(1))) {
            throw AwsException.validation("end date past the beginning of next month");
        }
    }

    List<TimePeriod> split(String granularity) {
        List<TimePeriod> parts = new ArrayList<>();
        for (LocalDate from = start; from.isBefore(end); ) {
            LocalDate next = switch (granularity) {
                case "DAILY" -> from.plusDays(1);
                case "MONTHLY" -> from.withDayOfMonth(1).plusMonths(1);
                case "HOURLY" ->
                    throw AwsException.validation(
                            "Hourly granularity is not enabled for this account: choose DAILY or MONTHLY");
                default ->
                    throw AwsException.validation("1 validation error detected: Value '" + granularity
                            + "' at 'granularity' failed to satisfy constraint: Member must satisfy enum value"
                            + " set: [HOURLY, DAILY, MONTHLY]");
            };
            LocalDate until = next.isAfter(end) ? end : next;
            parts.add(new TimePeriod(from, until));
            from = until;
        }
        return parts;
    }

    ObjectNode json() {
        return Json.object().put("Start", start.toString()).put("End", end.toString());
    }

    private static LocalDate date(JsonNode node, String name) {
        String text = node.path(name).asString("");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw AwsException.validation("1 validation error detected: Value '" + text + "' at 'timePeriod."
                    + (name.equals("Start") ? "start" : "end")
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " (\\d{4}-\\d{2}-\\d{2})(T\\d{2}:\\d{2}:\\d{2}Z)?");
        }
    }
}

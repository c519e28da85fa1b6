package io.finops.simulators.aws;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers that are well-formed JSON and wrong. */
final class Garbled {
    private Garbled() {}

    static String answer(String shape, String body) {
        JsonNode answer = Json.MAPPER.readTree(body);
        switch (shape) {
            case "null" -> {
                return "null";
            }
            case "array" -> {
                return "[]";
            }
            case "empty" -> {
                return "";
            }
            case "amount" -> everyAmount(answer, "Amount", "NaN");
            case "huge" -> everyAmount(answer, "Amount", "1e40");
            case "unit" -> everyAmount(answer, "Unit", "");
            default -> days(shape, answer.path("ResultsByTime"));
        }
        return Json.MAPPER.writeValueAsString(answer);
    }

    /** The first row of every day comes twice. */
    static String repeatRows(String body) {
        JsonNode answer = Json.MAPPER.readTree(body);
        answer.path("ResultsByTime").forEach(day -> {
            if (day.path("Groups") instanceof ArrayNode groups && !groups.isEmpty()) {
                groups.add(groups.get(0).deepCopy());
            }
        });
        return Json.MAPPER.writeValueAsString(answer);
    }

    /** Every other group of every day is missing, where the answer is grouped by a key; by any where that is empty. */
    static String dropGroups(String key, String body) {
        JsonNode answer = Json.MAPPER.readTree(body);
        boolean concerned = key.isEmpty();
        for (JsonNode by : answer.path("GroupDefinitions")) {
            concerned |= by.path("Key").asString("").equals(key);
        }
        if (!concerned) {
            return body;
        }
        answer.path("ResultsByTime").forEach(day -> {
            if (day.path("Groups") instanceof ArrayNode groups) {
                for (int group = groups.size() - 1; group >= 0; group -= 2) {
                    groups.remove(group);
                }
            }
        });
        return Json.MAPPER.writeValueAsString(answer);
    }

    private static void everyAmount(JsonNode node, String field, String value) {
        if (node instanceof ObjectNode object && object.has("Amount")) {
            object.put(field, value);
        }
        node.forEach(child -> everyAmount(child, field, value));
    }

    private static void days(String shape, JsonNode days) {
        if (!(days instanceof ArrayNode results) || results.isEmpty()) {
            return;
        }
        ObjectNode first = (ObjectNode) results.get(0);
        ObjectNode period = (ObjectNode) first.get("TimePeriod");
        switch (shape) {
            case "missing-day" -> results.remove(0);
            case "date" -> period.put("Start", "yesterday");
            case "foreign-day" -> period.put("Start", "2019-02-28");
            case "keys" -> first.path("Groups").forEach(group -> ((ObjectNode) group).putArray("Keys"));
            case "metric" -> first.path("Groups").forEach(group -> ((ObjectNode) group).putObject("Metrics"));
            default -> throw new IllegalArgumentException(shape);
        }
    }
}

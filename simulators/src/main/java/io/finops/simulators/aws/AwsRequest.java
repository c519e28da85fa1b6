package io.finops.simulators.aws;

import io.finops.simulators.bill.BillView;
import io.finops.simulators.fault.FaultSwitches;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of one operation.
 *
 * @param accountScope the only account whose costs the caller may see; null for the paying account, which sees all
 */
record AwsRequest(
        String operation,
        JsonNode body,
        BillView view,
        FaultSwitches faults,
        @Nullable String accountScope) {

    LocalDate today() {
        return LocalDate.ofInstant(view.now(), ZoneOffset.UTC);
    }

    JsonNode at(String name) {
        return body.path(name);
    }

    boolean has(String name) {
        return !at(name).isMissingNode() && !at(name).isNull();
    }

    String text(String name, String byDefault) {
        return has(name) ? at(name).asString("") : byDefault;
    }

    List<String> texts(String name) {
        return texts(at(name));
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array) {
            texts.add(each.asString(""));
        }
        return texts;
    }
}

package io.finops.simulators.aws;

import io.finops.simulators.bill.BillView;
import io.finops.simulators.fault.FaultSwitches;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of one operation.
 *
 * @param view the bill as AWS shows it
 * @param today by the clock, which a bill that AWS has stopped refreshing lags behind
 */
record AwsRequest(
        String operation, JsonNode body, BillView view, LocalDate today, FaultSwitches faults, AwsCaller caller) {

    /** The only account whose costs the caller may see; null for a paying account, which sees all. */
    @Nullable
    String accountScope() {
        return caller.scope();
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

package io.finops.simulators.fault;

import static io.finops.simulators.RunningSimulators.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.finops.simulators.RunningSimulators;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class FaultRoutesTest {
    private static final RunningSimulators SIMULATORS = RunningSimulators.start();

    @AfterEach
    void heal() {
        SIMULATORS.delete("/faults");
    }

    @AfterAll
    static void stop() {
        SIMULATORS.close();
    }

    @Test
    void listsEveryFaultWithItsStateAndDefaults() {
        JsonNode faults = json(SIMULATORS.get("/faults")).path("faults");
        assertThat(faults).hasSize(Fault.values().length);
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.path("active").booleanValue()).isFalse();
            assertThat(fault.path("parameters").isObject()).isTrue();
            assertThat(fault.path("description").stringValue()).isNotBlank();
        });
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultSwitchesOnAndOff(Fault fault) {
        String path = "/faults/" + fault.wireName();
        assertThat(json(SIMULATORS.put(path, "")).path("active").booleanValue()).isTrue();
        assertThat(SIMULATORS.get("/metrics").body())
                .contains("simulator_fault_active{fault=\"" + fault.wireName() + "\"} 1");
        assertThat(json(SIMULATORS.delete(path)).path("active").booleanValue()).isFalse();
    }

    @Test
    void parametersReplaceTheDefaults() {
        JsonNode on = json(SIMULATORS.put("/faults/gateway-slow", "{\"delayMillis\":250}"));
        assertThat(on.at("/parameters/delayMillis").intValue()).isEqualTo(250);
        assertThat(on.at("/parameters/share").doubleValue()).isEqualTo(1);
    }

    @Test
    void unknownFaultsAreNotFound() {
        assertThat(SIMULATORS.put("/faults/gateway-on-fire", "").statusCode()).isEqualTo(404);
        assertThat(SIMULATORS.delete("/faults/gateway-on-fire").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway-errors | {\"share\":2} | share is 2, but must be a number from 0 to 1",
                "gateway-errors | {\"share\":\"x\"} | share is x, but must be a number from 0 to 1",
                "gateway-errors | {\"share\":null} | share is null",
                "gateway-errors | {\"shear\":1} | gateway-errors has no parameter shear; it has share",
                "gateway-down | {\"share\":1} | gateway-down has no parameter share; it has none",
                "gateway-slow | {\"delayMillis\":1.5} | delayMillis is 1.5, but must be a whole number",
                "ce-spike | {\"from\":\"soon\"} | from is soon, but must be a date",
                "ce-spike | {\"service\":\" \"} | service is  , but must be a text",
                "ce-throttle | {\"type\":\"Nope\"} | type is Nope, but must be one of",
                "ce-slow | [] | not a JSON object",
                "ce-slow | null | not a JSON object",
                "ce-slow | {\"delayMillis\" | not a JSON object"
            })
    void badParametersAreOneClearLineAndChangeNothing(String fault, String body, String message) {
        HttpResponse<String> response = SIMULATORS.put("/faults/" + fault, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/error/message").stringValue())
                .contains(message)
                .doesNotContain("\n");
        assertThat(json(SIMULATORS.get("/faults/" + fault)).path("active").booleanValue())
                .isFalse();
    }

    @Test
    void aShareStrikesAboutThatShare() {
        FaultSwitches switches = new FaultSwitches(Instant::now, 1);
        switches.switchOn(Fault.GATEWAY_ERRORS, Map.of("share", 0.3));
        long struck = IntStream.range(0, 10_000)
                .filter(i -> switches.strikes(Fault.GATEWAY_ERRORS) != null)
                .count();
        assertThat(struck).isBetween(2_800L, 3_200L);
    }
}

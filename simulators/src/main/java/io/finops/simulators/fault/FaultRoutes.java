package io.finops.simulators.fault;

import io.finops.simulators.http.Reply;
import io.finops.simulators.http.RequestBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code /faults}: list, switch on, heal. */
public final class FaultRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FaultRoutes.class);
    private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final FaultSwitches switches;

    public FaultRoutes(FaultSwitches switches) {
        this.switches = switches;
    }

    public void handle(HttpServerRequest request, String path) {
        HttpMethod method = request.method();
        if (path.equals("/faults")) {
            if (method.equals(HttpMethod.GET)) {
                Reply.json(request, 200, Map.of("faults", all()));
            } else if (method.equals(HttpMethod.DELETE)) {
                switches.switchOffAll();
                LOG.info("every fault is healed");
                Reply.json(request, 200, Map.of("faults", all()));
            } else {
                Reply.problem(request, 405, "method_not_allowed", "/faults takes GET and DELETE");
            }
            return;
        }
        String name = path.substring("/faults/".length());
        Optional<Fault> fault = Fault.named(name);
        if (fault.isEmpty()) {
            Reply.problem(request, 404, "unknown_fault", "there is no fault " + name + "; GET /faults lists them");
        } else if (method.equals(HttpMethod.PUT)) {
            RequestBody.read(request, 16 * 1024, body -> switchOn(request, fault.get(), body));
        } else if (method.equals(HttpMethod.DELETE)) {
            switches.switchOff(fault.get());
            LOG.info("fault {} is healed", name);
            Reply.json(request, 200, state(fault.get()));
        } else if (method.equals(HttpMethod.GET)) {
            Reply.json(request, 200, state(fault.get()));
        } else {
            Reply.problem(request, 405, "method_not_allowed", "a fault takes GET, PUT and DELETE");
        }
    }

    private void switchOn(HttpServerRequest request, Fault fault, Buffer body) {
        Map<String, Object> parameters;
        try {
            parameters = body.length() == 0 ? Map.of() : MAPPER.readValue(body.getBytes(), PARAMETERS);
        } catch (JacksonException e) {
            Reply.problem(request, 400, "bad_parameters", "the parameters are not a JSON object");
            return;
        }
        if (parameters == null) {
            Reply.problem(request, 400, "bad_parameters", "the parameters are not a JSON object");
            return;
        }
        try {
            ActiveFault on = switches.switchOn(fault, parameters);
            LOG.info("fault {} is on with {}", fault.wireName(), on.parameters());
            Reply.json(request, 200, state(fault));
        } catch (BadFaultException e) {
            Reply.problem(request, 400, "bad_parameters", String.valueOf(e.getMessage()));
        }
    }

    private List<FaultState> all() {
        return Arrays.stream(Fault.values()).map(this::state).toList();
    }

    private FaultState state(Fault fault) {
        ActiveFault on = switches.active(fault);
        return new FaultState(
                fault.wireName(), on != null, on == null ? fault.defaults() : on.parameters(), fault.description());
    }

    record FaultState(String name, boolean active, Map<String, Object> parameters, String description) {}
}

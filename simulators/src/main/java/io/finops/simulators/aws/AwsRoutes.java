package io.finops.simulators.aws;

import io.finops.simulators.bill.Bill;
import io.finops.simulators.bill.BillFaults;
import io.finops.simulators.bill.BillView;
import io.finops.simulators.clock.SettableClock;
import io.finops.simulators.fault.ActiveFault;
import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import io.finops.simulators.http.RequestBody;
import io.finops.simulators.http.RequestCounts;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * AWS over HTTP: {@code POST /} with a target is the JSON protocol (Cost Explorer, Budgets), without one the query protocol
 * (STS). Answers are computed off the event loop, which belongs to the card gateway.
 */
public final class AwsRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AwsRoutes.class);
    private static final int LARGEST_BODY = 1024 * 1024;
    private static final String JSON_TYPE = "application/x-amz-json-1.1";
    private static final String XML_TYPE = "text/xml";
    private static final Map<String, String> SERVICES = Map.of(
            "AWSInsightsIndexService",
            "ce",
            "AWSBudgetServiceGateway",
            "budgets",
            "CostOptimizationHubService",
            "cost-optimization-hub");

    private final Vertx vertx;
    private final Bill bill;
    private final SettableClock clock;
    private final FaultSwitches switches;
    private final AwsFaults faults;
    private final Map<String, AwsOperation> operations = AwsOperations.all();
    private final PaidRequests paidRequests = new PaidRequests();
    private final RequestCounts counts = new RequestCounts("ok", "error");

    public AwsRoutes(Vertx vertx, Bill bill, SettableClock clock, FaultSwitches switches) {
        this.vertx = vertx;
        this.bill = bill;
        this.clock = clock;
        this.switches = switches;
        this.faults = new AwsFaults(switches);
    }

    public RequestCounts counts() {
        return counts;
    }

    public PaidRequests paidRequests() {
        return paidRequests;
    }

    public void handle(HttpServerRequest request) {
        RequestBody.read(request, LARGEST_BODY, body -> {
            String target = request.getHeader("X-Amz-Target");
            Call call = target == null ? Sts.call(body.toString()) : jsonCall(target, body);
            String authorization = request.getHeader("Authorization");
            vertx.executeBlocking(() -> answer(call, authorization), false)
                    .onSuccess(answer -> send(request, call, answer))
                    .onFailure(failure -> {
                        LOG.error("an AWS request failed", failure);
                        send(
                                request,
                                call,
                                error(call, new AwsException(500, "InternalFailure", "see the simulator's log")));
                    });
        });
    }

    private static Call jsonCall(String target, Buffer body) {
        int dot = target.indexOf('.');
        String service = dot < 0 ? null : SERVICES.get(target.substring(0, dot));
        return new Call(service, target.substring(dot + 1), body.toString(), false, Map.of());
    }

    private Answer answer(Call call, @Nullable String authorization) {
        try {
            AwsCaller caller = call.isUnsigned() ? AwsCaller.PAYER : AwsCaller.of(authorization);
            AwsFaults.Intercepted intercepted = faults.intercepted(call.operation());
            if (intercepted != null) {
                String type = intercepted.body().startsWith("<") ? "text/html" : JSON_TYPE;
                return new Answer(intercepted.status(), type, intercepted.body(), "Intercepted", intercepted.headers());
            }
            if (call.service() == null) {
                throw new AwsException(400, "UnknownOperationException", "unknown target " + call.operation());
            }
            if (call.isQuery()) {
                faults.strike(call.service(), call.operation(), caller, false);
                return new Answer(
                        200,
                        XML_TYPE,
                        Sts.answer(call.operation(), call.form(), caller, Instant.now()),
                        null,
                        Map.of());
            }
            AwsOperation operation = operations.get(call.service() + ":" + call.operation());
            if (operation == null) {
                throw new AwsException(
                        400, "UnknownOperationException", "the simulator has no operation " + call.operation());
            }
            JsonNode body = parse(call.body());
            boolean laterPage =
                    body.hasNonNull("NextPageToken") || body.hasNonNull("NextToken") || body.hasNonNull("nextToken");
            faults.strike(call.service(), call.operation(), caller, laterPage);
            ActiveFault stale = switches.active(Fault.CE_STALE);
            BillView view = new BillView(bill, stale == null ? clock.now() : stale.since(), BillFaults.of(switches));
            AwsRequest request = new AwsRequest(
                    call.operation(), body, view, LocalDate.ofInstant(clock.now(), ZoneOffset.UTC), switches, caller);
            String answer = Json.MAPPER.writeValueAsString(operation.answer(request));
            return new Answer(200, JSON_TYPE, faults.garbled(call.operation(), answer), null, Map.of());
        } catch (AwsException e) {
            return error(call, e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode parsed = Json.MAPPER.readTree(body);
            if (parsed.isObject()) {
                return parsed;
            }
        } catch (JacksonException e) {
            // refused below
        }
        throw new AwsException(400, "SerializationException", "the body is not a JSON object");
    }

    private static Answer error(Call call, AwsException e) {
        String message = String.valueOf(e.getMessage());
        if (call.isQuery()) {
            return new Answer(e.status(), XML_TYPE, Sts.error(e, message), e.type(), Map.of());
        }
        String body = Json.object()
                .put("__type", e.type())
                .put("Message", message)
                .put("message", message)
                .toString();
        return new Answer(e.status(), JSON_TYPE, body, e.type(), Map.of());
    }

    private void send(HttpServerRequest request, Call call, Answer answer) {
        counts.count(answer.errorType() == null ? "ok" : "error");
        String service = call.service();
        boolean known = service != null && (call.isQuery() || operations.containsKey(service + ":" + call.operation()));
        paidRequests.count(
                service == null ? "unknown" : service,
                known ? call.operation() : "Unknown",
                answer.errorType() != null);
        long delay = faults.delayMillis(call.operation());
        if (delay > 0) {
            vertx.setTimer(delay, timer -> write(request, call, answer));
        } else {
            write(request, call, answer);
        }
    }

    private void write(HttpServerRequest request, Call call, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Buffer body = Buffer.buffer(answer.body());
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .putHeader("x-amzn-RequestId", UUID.randomUUID().toString())
                .putHeader("X-Simulated", "true");
        answer.headers().forEach(response::putHeader);
        if (faults.cutsAnswer(call.operation())) {
            response.putHeader("Content-Length", Integer.toString(body.length()));
            response.write(body.getBuffer(0, body.length() / 2))
                    .onComplete(done -> request.connection().close());
        } else if (faults.malformsAnswer(call.operation())) {
            response.end(body.getBuffer(0, Math.max(1, body.length() - 7)));
        } else {
            response.end(body);
        }
    }

    /**
     * A call, before anybody has looked whether it is allowed.
     *
     * @param service null where the target names none that we have
     * @param form parameters of the query protocol
     */
    record Call(@Nullable String service, String operation, String body, boolean isQuery, Map<String, String> form) {
        /** A web identity brings its token in place of a signature. */
        boolean isUnsigned() {
            return isQuery && operation.equals(Sts.WEB_IDENTITY);
        }
    }

    private record Answer(
            int status,
            String contentType,
            String body,
            @Nullable String errorType,
            Map<String, String> headers) {}
}

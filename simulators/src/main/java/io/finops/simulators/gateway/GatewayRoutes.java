package io.finops.simulators.gateway;

import static io.finops.simulators.fault.Fault.GATEWAY_CAPTURE_ZERO;
import static io.finops.simulators.fault.Fault.GATEWAY_DECLINE;
import static io.finops.simulators.fault.Fault.GATEWAY_DOWN;
import static io.finops.simulators.fault.Fault.GATEWAY_ERRORS;
import static io.finops.simulators.fault.Fault.GATEWAY_SLOW;

import io.finops.simulators.fault.ActiveFault;
import io.finops.simulators.fault.FaultSwitches;
import io.finops.simulators.http.Reply;
import io.finops.simulators.http.RequestBody;
import io.finops.simulators.http.RequestCounts;
import io.finops.simulators.tracing.ServerSpans;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The card gateway over HTTP. Everything runs on one event loop, which is what makes a key's claim atomic: there is no
 * lock and no thread that could race.
 */
public final class GatewayRoutes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayRoutes.class);
    private static final int LARGEST_BODY = 16 * 1024;

    private final Vertx vertx;
    private final CardGateway gateway;
    private final FaultSwitches faults;
    private final GatewayLatency latency;
    private final ServerSpans spans;
    private final Deliveries deliveries;
    private final RequestCounts counts = new RequestCounts(
            "approved",
            "declined",
            "refunded",
            "refused",
            "replayed",
            "conflict",
            "mismatch",
            "invalid",
            "unavailable",
            "failed",
            "found",
            "not_found");
    private final Set<String> inProgress = new HashSet<>();

    private GatewayRoutes(
            Vertx vertx, CardGateway gateway, FaultSwitches faults, GatewayLatency latency, ServerSpans spans) {
        this.vertx = vertx;
        this.gateway = gateway;
        this.faults = faults;
        this.latency = latency;
        this.spans = spans;
        this.deliveries = new Deliveries(vertx, faults);
    }

    /** With a folder the record survives a restart. Throws with one clear line where it cannot be used. */
    public static GatewayRoutes open(
            Vertx vertx,
            @Nullable Path folder,
            FaultSwitches faults,
            GatewayLatency latency,
            ServerSpans spans,
            long seed) {
        GatewayRecord kept = folder == null ? GatewayRecord.inMemory() : GatewayRecord.in(folder);
        CardGateway gateway = new CardGateway(new ChargePolicy(seed), kept, Clock.systemUTC());
        return new GatewayRoutes(vertx, gateway, faults, latency, spans);
    }

    public RequestCounts counts() {
        return counts;
    }

    /** Whether the path is the gateway's. */
    public static boolean owns(String path) {
        return path.startsWith("/charges") || path.startsWith("/refunds/") || path.equals("/gateway/totals");
    }

    public void handle(HttpServerRequest request, String path) {
        boolean post = request.method().equals(HttpMethod.POST);
        if (path.equals("/gateway/totals")) {
            Reply.json(request, 200, gateway.totals());
            return;
        }
        spans.follow(request, route(path));
        if (faults.isOn(GATEWAY_DOWN)) {
            refuse(request, 503, "unavailable", "simulated outage: not processed, not charged");
        } else if (faults.strikes(GATEWAY_ERRORS) != null) {
            refuse(request, 500, "failed", "simulated failure");
        } else if (post && path.equals("/charges")) {
            RequestBody.read(request, LARGEST_BODY, body -> guarded(request, () -> charge(request, body)));
        } else if (post && path.startsWith("/charges/") && path.endsWith("/refunds")) {
            String charge = decode(path.substring("/charges/".length(), path.length() - "/refunds".length()));
            RequestBody.read(request, LARGEST_BODY, body -> guarded(request, () -> refund(request, charge, body)));
        } else if (request.method().equals(HttpMethod.GET) && path.startsWith("/charges/")) {
            Charge charge = gateway.findCharge(decode(path.substring("/charges/".length())));
            found(request, charge == null ? null : GatewayJson.of(charge));
        } else if (request.method().equals(HttpMethod.GET) && path.startsWith("/refunds/")) {
            Refund refund = gateway.findRefund(decode(path.substring("/refunds/".length())));
            found(request, refund == null ? null : GatewayJson.of(refund));
        } else {
            refuse(request, 404, "not_found", "no such resource");
        }
    }

    private static String route(String path) {
        if (path.startsWith("/refunds/")) {
            return "/refunds/{id}";
        }
        return path.equals("/charges") ? path : path.endsWith("/refunds") ? "/charges/{id}/refunds" : "/charges/{id}";
    }

    private void charge(HttpServerRequest request, Buffer body) {
        ChargeRequest asked = GatewayJson.charge(idempotencyKey(request), body);
        Charge known = gateway.findCharge(asked.key());
        if (known != null) {
            replay(request, known.answers(asked), GatewayJson.of(known));
            return;
        }
        inTurn(request, "charge " + asked.key(), () -> {
            ActiveFault decline = faults.active(GATEWAY_DECLINE);
            ActiveFault captureZero = faults.active(GATEWAY_CAPTURE_ZERO);
            Charge charge = gateway.charge(
                    asked,
                    decline == null ? 0 : decline.number("share"),
                    captureZero == null ? 0 : captureZero.number("share"));
            counts.count(charge.approved() ? "approved" : "declined");
            deliveries.deliver(request, 201, GatewayJson.of(charge));
        });
    }

    private void refund(HttpServerRequest request, String chargeKey, Buffer body) {
        String key = idempotencyKey(request);
        long amount = GatewayJson.refundAmount(body);
        Refund known = gateway.findRefund(key);
        if (known != null) {
            replay(request, known.charge().equals(chargeKey) && known.amount() == amount, GatewayJson.of(known));
            return;
        }
        if (inProgress.contains("charge " + chargeKey)) {
            conflict(request);
            return;
        }
        Charge charge = gateway.findCharge(chargeKey);
        if (charge == null) {
            refuse(request, 404, "not_found", "no such charge");
            return;
        }
        inTurn(request, "refund " + key, () -> {
            Refund refund = gateway.refund(key, charge, amount);
            counts.count(refund.refunded() ? "refunded" : "refused");
            deliveries.deliver(request, 201, GatewayJson.of(refund));
        });
    }

    /** Does the work after the gateway's latency; the same work again meanwhile is a conflict. */
    private void inTurn(HttpServerRequest request, String work, Runnable then) {
        long delay = latency.next();
        ActiveFault slow = faults.strikes(GATEWAY_SLOW);
        if (slow != null) {
            delay += slow.whole("delayMillis");
        }
        if (inProgress.contains(work)) {
            conflict(request);
        } else if (delay == 0) {
            then.run();
        } else {
            inProgress.add(work);
            vertx.setTimer(delay, timer -> {
                inProgress.remove(work);
                guarded(request, then);
            });
        }
    }

    private void replay(HttpServerRequest request, boolean same, Object firstAnswer) {
        if (same) {
            counts.count("replayed");
            request.response().putHeader("Idempotency-Replayed", "true");
            deliveries.deliver(request, 200, firstAnswer);
        } else {
            refuse(request, 422, "mismatch", "this idempotency key was used for another request");
        }
    }

    private void conflict(HttpServerRequest request) {
        request.response().putHeader("Retry-After", "1");
        refuse(request, 409, "conflict", "a request with this idempotency key is being worked on");
    }

    private void found(HttpServerRequest request, @Nullable Object body) {
        if (body == null) {
            refuse(request, 404, "not_found", "not known here");
        } else {
            counts.count("found");
            Reply.json(request, 200, body);
        }
    }

    private void refuse(HttpServerRequest request, int status, String outcome, String message) {
        counts.count(outcome);
        Reply.problem(request, status, outcome, message);
    }

    private void guarded(HttpServerRequest request, Runnable work) {
        try {
            work.run();
        } catch (BadRequestException e) {
            refuse(request, 400, "invalid", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("a gateway request failed", e);
            refuse(request, 500, "failed", "the simulator itself failed; its log says why");
        }
    }

    private static String idempotencyKey(HttpServerRequest request) {
        String key = request.getHeader("Idempotency-Key");
        if (key == null || !GatewayJson.isPlainText(key)) {
            throw new BadRequestException("the Idempotency-Key header must be 1 to 255 printable ASCII characters");
        }
        return key;
    }

    private static String decode(String pathSegment) {
        try {
            return URLDecoder.decode(pathSegment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return pathSegment;
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}

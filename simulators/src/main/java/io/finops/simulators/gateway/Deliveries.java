package io.finops.simulators.gateway;

import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import io.finops.simulators.http.Reply;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way back to the client after the money has moved: where answers are lost, or held until healed. */
final class Deliveries {
    private static final int MOST_HELD = 10_000;

    private final FaultSwitches faults;
    private final Set<Held> held = new LinkedHashSet<>();
    private volatile @Nullable Context eventLoop;

    Deliveries(Vertx vertx, FaultSwitches faults) {
        this.faults = faults;
        faults.onChange(() -> {
            Context loop = eventLoop;
            if (loop != null) {
                loop.runOnContext(now -> releaseIfHealed());
            }
        });
        vertx.runOnContext(now -> eventLoop = vertx.getOrCreateContext());
    }

    void deliver(HttpServerRequest request, int status, Object body) {
        if (faults.strikes(Fault.GATEWAY_DROP_ANSWERS) != null) {
            request.connection().close();
        } else if (faults.strikes(Fault.GATEWAY_HANG) != null) {
            hold(new Held(request, status, body));
        } else {
            Reply.json(request, status, body);
        }
    }

    private void hold(Held answer) {
        if (held.size() >= MOST_HELD) {
            answer.request().connection().close();
            return;
        }
        held.add(answer);
        answer.request().response().closeHandler(gone -> held.remove(answer));
    }

    private void releaseIfHealed() {
        if (held.isEmpty() || faults.isOn(Fault.GATEWAY_HANG)) {
            return;
        }
        List<Held> ready = new ArrayList<>(held);
        held.clear();
        ready.forEach(answer -> Reply.json(answer.request(), answer.status(), answer.body()));
    }

    private record Held(HttpServerRequest request, int status, Object body) {}
}

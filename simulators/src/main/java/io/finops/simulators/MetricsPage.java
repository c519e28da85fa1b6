package io.finops.simulators;

import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import io.finops.simulators.http.RequestCounts;
import io.vertx.core.http.HttpServerRequest;

/** {@code /metrics} in Prometheus's text format. */
final class MetricsPage {
    private MetricsPage() {}

    static void write(HttpServerRequest request, RequestCounts gateway, RequestCounts aws, FaultSwitches faults) {
        StringBuilder page = new StringBuilder(4096);
        page.append("# HELP simulator_requests_total Requests to a simulated party, by what became of them.\n")
                .append("# TYPE simulator_requests_total counter\n");
        requests(page, "aws", aws);
        requests(page, "card-gateway", gateway);
        page.append("# HELP simulator_fault_active Whether a fault is switched on.\n")
                .append("# TYPE simulator_fault_active gauge\n");
        for (Fault fault : Fault.values()) {
            page.append("simulator_fault_active{fault=\"")
                    .append(fault.wireName())
                    .append("\"} ")
                    .append(faults.isOn(fault) ? 1 : 0)
                    .append('\n');
        }
        request.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(page.toString());
    }

    private static void requests(StringBuilder page, String part, RequestCounts counts) {
        counts.forEach((outcome, count) -> page.append("simulator_requests_total{part=\"")
                .append(part)
                .append("\",outcome=\"")
                .append(outcome)
                .append("\"} ")
                .append(count.longValue())
                .append('\n'));
    }
}

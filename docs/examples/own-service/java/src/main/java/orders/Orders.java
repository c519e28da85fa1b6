package orders;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Spring makes the span and the histogram of each request (http_server_requests_seconds), and puts the trace into each line. */
@SpringBootApplication
@RestController
public class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private final MeterRegistry metrics;

    Orders(MeterRegistry metrics) {
        this.metrics = metrics;
        // Each value of a label exists from the start, so that a ratio has a divisor.
        metrics.counter("orders.read", "outcome", "ok");
        metrics.counter("orders.read", "outcome", "error");
    }

    @GetMapping("/orders/{id}")
    void order(@PathVariable long id) {
        boolean found = id != 0;
        metrics.counter("orders.read", "outcome", found ? "ok" : "error").increment();
        LOG.atInfo()
                .addKeyValue("event", "request_completed")
                .addKeyValue("outcome", found ? "ok" : "error")
                .log("request completed");
        if (!found) {
            throw new IllegalStateException("there is no order 0");
        }
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Orders.class, arguments);
    }
}

package io.finops.costexporter;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that the process is alive, and nothing about AWS. */
@RestController
class HealthController {
    @GetMapping("/healthz")
    String alive() {
        return "ok\n";
    }
}

package io.finops.costexporter;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a browser sees first: where everything is. */
@RestController
class LandingController {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>cost-exporter</title></head>
            <body>
            <h1>cost-exporter</h1>
            <p>The AWS bill as Prometheus metrics. Version %s (%s).</p>
            <ul>
            <li><a href="metrics">metrics</a></li>
            <li><a href="healthz">healthz</a>: the process is alive</li>
            <li><a href="actuator/health/readiness">readiness</a>: there are figures</li>
            </ul>
            </body></html>
            """.formatted(BuildInfo.version(), BuildInfo.commit());

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        return PAGE;
    }
}

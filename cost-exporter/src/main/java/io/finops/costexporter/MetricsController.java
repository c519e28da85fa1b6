package io.finops.costexporter;

import io.finops.costexporter.scrape.MetricsPage;
import io.finops.costexporter.scrape.Scrape;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What Prometheus scrapes. */
@RestController
class MetricsController {
    private final MetricsPage page;

    MetricsController(MetricsPage page) {
        this.page = page;
    }

    @GetMapping("/metrics")
    void metrics(
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String encoding,
            HttpServletResponse response)
            throws IOException {
        Scrape scrape = page.scrape(accept);
        response.setContentType(scrape.contentType());
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip")) {
            byte[] body = scrape.gzip();
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } else {
            response.setContentLength(scrape.length());
            scrape.write(response.getOutputStream());
        }
    }
}

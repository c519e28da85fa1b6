package io.finops.costexporter;

import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.scrape.MetricsPage;
import io.finops.costexporter.scrape.Scrape;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What Prometheus scrapes. */
@RestController
class MetricsController {
    private final MetricsPage page;
    private final AuthorizationFile readers;

    MetricsController(MetricsPage page, ExporterProperties properties) {
        this.page = page;
        this.readers = new AuthorizationFile(properties.metricsCredentialsFile(), "Basic");
    }

    @GetMapping("/metrics")
    void metrics(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String encoding,
            HttpServletResponse response)
            throws IOException {
        if (readers.exists() && !readers.admits(authorization)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"metrics\"");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
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

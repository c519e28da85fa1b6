package io.finops.costexporter;

import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.refresh.RefreshLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Lets a person who has the token read the bill again now, within the request budget and not more than once a minute. */
@RestController
class RefreshController {
    private static final Duration BETWEEN_REFRESHES = Duration.ofMinutes(1);

    private final AuthorizationFile token;
    private final RefreshLoop loop;
    private final CostExporter exporter;
    private final Clock clock;
    private Instant next = Instant.MIN;

    @Autowired
    RefreshController(ExporterProperties properties, RefreshLoop loop, CostExporter exporter, Clock clock) {
        this(properties.refreshTokenFile(), loop, exporter, clock);
    }

    RefreshController(@Nullable Path tokenFile, RefreshLoop loop, CostExporter exporter, Clock clock) {
        this.token = new AuthorizationFile(tokenFile, "Bearer");
        this.loop = loop;
        this.exporter = exporter;
        this.clock = clock;
    }

    @PostMapping("/refresh")
    ResponseEntity<?> refresh(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization)
            throws IOException {
        if (!token.admits(authorization)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .body(ProblemDetail.forStatusAndDetail(
                            HttpStatus.UNAUTHORIZED, "the token of cost-exporter.refresh-token-file is wanted"));
        }
        Duration wait = reserve();
        if (!wait.isZero()) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1))
                    .body(ProblemDetail.forStatusAndDetail(
                            HttpStatus.TOO_MANY_REQUESTS, "one refresh a minute: each costs paid requests"));
        }
        loop.submit(exporter::refreshNow);
        return ResponseEntity.accepted().body("reading the bill again\n");
    }

    private synchronized Duration reserve() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return Duration.between(now, next);
        }
        next = now.plus(BETWEEN_REFRESHES);
        return Duration.ZERO;
    }
}

package io.finops.traffic.verdict;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.HttpAnswers;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why no payment succeeded, and what to do about it: one line from what the target answered most.
 *
 * @param target the base URL
 * @param key what was sent to identify the merchant, if anything
 */
public record Diagnosis(URI target, @Nullable ApiKey key) {
    /**
     * The line for a run, or a part of one, in which no payment was decided.
     *
     * @param answers what the target answered; empty when it never did
     * @param errors how requests without an answer ended
     */
    public String of(List<HttpAnswers> answers, Map<Event, Long> errors) {
        long total = answers.stream().mapToLong(HttpAnswers::count).sum();
        return answers.stream()
                .max(Comparator.comparingLong(HttpAnswers::count))
                .map(most -> "no payment succeeded: " + target + " answered " + most.status() + " to " + most.count()
                        + " of " + total + " requests: " + advice(most))
                .orElseGet(() -> silence(errors));
    }

    private String advice(HttpAnswers most) {
        return switch (most.status()) {
            case 401, 403 -> keyAdvice();
            case 404, 405, 501 ->
                "it does not take POST " + target.getRawPath() + "/payments: is --base-url the payments service?";
            case 408, 429, 503 ->
                "it is limiting or refusing load: lower --rps, or wait until it is ready" + quoted(most);
            case 202 -> "payments are accepted but stay undecided: does the service reach its card gateway?";
            case 409 -> "its idempotency keys are in use: with --key-seed, use another seed" + quoted(most);
            default -> adviceForClass(most);
        };
    }

    private String adviceForClass(HttpAnswers most) {
        if (most.status() < 300) {
            return "that is not a payment: is --base-url the payments service?" + quoted(most);
        }
        if (most.status() < 400) {
            return "redirects are not followed: set --base-url to where it points" + quoted(most);
        }
        return most.status() < 500
                ? "it rejects the request itself" + quoted(most)
                : "it fails by itself: its log says why" + quoted(most);
    }

    private String keyAdvice() {
        return key == null
                ? "no API key was sent: give --api-key-file FILE (./stack keeps one in .stack/secrets/merchant-api-key)"
                        + " or set FINOPS_API_KEY"
                : "it does not accept the API key from " + key.source() + ": is it a key of this server?";
    }

    private String quoted(HttpAnswers most) {
        String said = key == null ? most.said() : key.hiddenIn(most.said());
        return said.isEmpty() ? "" : " (" + said + ")";
    }

    private String silence(Map<Event, Long> errors) {
        return errors.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .map(most -> target + " never answered: " + most.getValue() + " requests ended as "
                        + most.getKey().name().toLowerCase(Locale.ROOT) + ": " + adviceFor(most.getKey()))
                .orElse("no request was sent: raise --rps or --duration");
    }

    private static String adviceFor(Event error) {
        return switch (error) {
            case REFUSED -> "is the server still running, and does it accept enough connections?";
            case TIMEOUT, UNFINISHED -> "it takes connections but is stuck, or slower than --timeout and the run allow";
            default -> "is it an HTTP server? TLS (https) is not spoken here";
        };
    }
}

package io.finops.costexporter.aws;

import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows page tokens, and stops at one that comes twice or when there is no end to them. Not thread-safe. */
final class PageTokens {
    private final int maxPages;
    private final Set<String> seen = new HashSet<>();
    private @Nullable String current;

    PageTokens(int maxPages) {
        this.maxPages = maxPages;
    }

    /** What to ask for next; null for the first page and after the last. */
    @Nullable
    String current() {
        return current;
    }

    void next(@Nullable String token) {
        current = token == null || token.isEmpty() ? null : token;
        if (current == null) {
            return;
        }
        if (!seen.add(current)) {
            throw new ReadFailure(FailureReason.PAGING, "AWS sent the same page token twice");
        }
        if (seen.size() >= maxPages) {
            throw new ReadFailure(FailureReason.PAGING, "no end after " + maxPages + " pages");
        }
    }
}

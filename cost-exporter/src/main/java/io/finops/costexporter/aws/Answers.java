package io.finops.costexporter.aws;

import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.time.DateTimeException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** What all questions to AWS have in common: whatever goes wrong is a {@link ReadFailure}, and pages end. */
final class Answers {
    private Answers() {}

    /** @param what the answer is about, for messages, such as {@code a budget} */
    static <T> T understood(String what, Supplier<T> read) {
        try {
            return read.get();
        } catch (SdkException e) {
            throw AwsFailures.explain(e);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException | NullPointerException e) {
            throw new ReadFailure(FailureReason.MALFORMED, what + " that makes no sense: " + e, e);
        }
    }

    /**
     * Asks for one page after the other.
     *
     * @param ask is given a page's token, null for the first
     * @param next where a page says what comes after it
     * @param take is given each page
     */
    static <P> void pages(
            int maxPages, Function<@Nullable String, P> ask, Function<P, @Nullable String> next, Consumer<P> take) {
        PageTokens tokens = new PageTokens(maxPages);
        do {
            P page = ask.apply(tokens.current());
            // First, because a page that is sent again under its own token would look like items that come twice.
            tokens.next(next.apply(page));
            take.accept(page);
        } while (tokens.current() != null);
    }

    /** A number as AWS writes it; throws for one that is none, or not finite. */
    static double number(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a number that is " + text);
        }
        return number;
    }
}

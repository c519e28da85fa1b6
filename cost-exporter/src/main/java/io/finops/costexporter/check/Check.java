package io.finops.costexporter.check;

import io.finops.costexporter.aws.AwsFailures;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks who we are (free), then once for what each collector reads, and explains what does not work. */
final class Check {
    /** What concerns every question alike: asking more would cost money and tell nothing. */
    private static final Set<FailureReason> OF_EVERYTHING = Set.of(
            FailureReason.EXPIRED_CREDENTIALS,
            FailureReason.INVALID_CREDENTIALS,
            FailureReason.CLOCK_SKEW,
            FailureReason.NOT_AWS,
            FailureReason.CONNECTION,
            FailureReason.TIMEOUT,
            FailureReason.BUDGET_EXHAUSTED);

    private final @Nullable Supplier<String> account;
    private final List<Question> questions;
    private final PrintStream out;

    /**
     * What one collector asks.
     *
     * @param place whom it asks
     * @param permission the IAM action that it needs
     * @param policy the file in docs/iam that allows it
     * @param ask says in a few words what was answered, or throws a {@link ReadFailure}
     */
    record Question(String collector, Place place, String permission, String policy, Supplier<String> ask) {
        private String explain(FailureReason reason) {
            return place == Place.AWS
                    ? Check.explain(reason, permission, policy)
                    : place.explain(reason).orElseGet(() -> Check.explain(reason, permission, policy));
        }
    }

    /** Whom a question is put to. */
    enum Place {
        AWS,
        BUCKET,
        FOLDER;

        /** What is wrong with an export, where it is nothing that AWS has to do with. */
        private Optional<String> explain(FailureReason reason) {
            return switch (reason) {
                case DATA_UNAVAILABLE -> Optional.of("it has no charges of the days asked for");
                case INCOMPLETE -> Optional.of("not all of it is there yet, or it is being written");
                case MALFORMED, REJECTED -> Optional.of("its files are not what docs/focus.md asks for");
                case ACCESS_DENIED, CONNECTION ->
                    this == FOLDER
                            ? Optional.of("this program cannot read it: check the folder, its files and their modes")
                            : Optional.empty();
                default -> Optional.empty();
            };
        }
    }

    /** @param account whose credentials they are; null where none are needed */
    Check(@Nullable Supplier<String> account, List<Question> questions, PrintStream out) {
        this.account = account;
        this.questions = questions;
        this.out = out;
    }

    /** Whether all is well. */
    boolean run() {
        try {
            if (account != null) {
                out.println("ok    credentials: account " + account.get());
            }
        } catch (ReadFailure failure) {
            out.println("FAIL  credentials: " + explain(failure.reason(), "sts:GetCallerIdentity", ""));
            said(failure);
            return false;
        }
        boolean well = true;
        for (Question question : questions) {
            try {
                out.println(
                        "ok    " + question.collector() + ": " + question.ask().get());
            } catch (ReadFailure failure) {
                boolean aws = question.place() == Place.AWS;
                if (aws && failure.reason() == FailureReason.DATA_UNAVAILABLE) {
                    out.println("ok    " + question.collector() + ": " + explain(failure.reason(), "", ""));
                    continue;
                }
                well = false;
                out.println("FAIL  " + question.collector() + ": " + question.explain(failure.reason()));
                said(failure);
                if (aws && OF_EVERYTHING.contains(failure.reason())) {
                    break;
                }
            }
        }
        return well;
    }

    private void said(ReadFailure failure) {
        out.println((AwsFailures.saidByAws(failure) ? "      AWS said: " : "      ") + failure.getMessage());
    }

    static String explain(FailureReason reason, String permission, String policy) {
        return switch (reason) {
            case NOT_ENABLED ->
                "Cost Explorer is not enabled in this account: the payer opens it once in the Billing console"
                        + " (Cost Explorer, Launch); data follow within 24 hours";
            case ACCESS_DENIED ->
                "a permission is missing: the credentials are right, but may not call " + permission
                        + (policy.isEmpty() ? "" : "; docs/iam/" + policy + ".json allows it")
                        + ". In a member account the payer can deny access to billing";
            case EXPIRED_CREDENTIALS ->
                "the session token has expired: get new credentials (aws sso login, or wait for the role)";
            case INVALID_CREDENTIALS -> "no usable credentials: none were found, or AWS does not know the access key";
            case CLOCK_SKEW ->
                "the clock of this machine is wrong: AWS refuses signatures that are minutes off. Set it, with NTP";
            case NOT_AWS ->
                "something that is not AWS answered: check the proxy, the firewall and cost-exporter.aws.endpoint";
            case DATA_UNAVAILABLE ->
                "Cost Explorer has no data yet, as in a new account: wait 24 hours; the exporter starts nonetheless";
            case THROTTLED -> "AWS throttles Cost Explorer for this account at the moment: try again in a minute";
            case CONNECTION, TIMEOUT -> "AWS cannot be reached: check network, proxy and cost-exporter.aws.endpoint";
            case SERVER_ERROR -> "AWS has trouble of its own: try again later";
            case BUDGET_EXHAUSTED -> "AWS was not asked, so as to stay within cost-exporter.request-budget-per-day";
            case INTERNAL -> "something on this side of AWS does not work";
            default -> "AWS was reached, but its answer cannot be used";
        };
    }
}

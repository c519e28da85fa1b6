package io.finops.costexporter.check;

import io.finops.costexporter.aws.CostQuery;
import io.finops.costexporter.aws.CostSource;
import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.ReadFailure;
import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Asks who we are (free) and for one day's bill (one paid request, two if the first is throttled), and explains. */
public final class Check {
    private final Supplier<String> account;
    private final CostSource source;
    private final PrintStream out;

    public Check(Supplier<String> account, CostSource source, PrintStream out) {
        this.account = account;
        this.source = source;
        this.out = out;
    }

    /** Whether all is well. */
    public boolean run(List<CostBasis> bases, LocalDate today) {
        try {
            out.println("ok    credentials: account " + account.get());
            CostReading reading = source.read(new CostQuery(CostView.WHOLE_BILL, bases, today.minusDays(1), today));
            out.println(
                    reading.isEmpty()
                            ? "ok    Cost Explorer answers; it has nothing for " + today.minusDays(1) + " yet"
                            : "ok    Cost Explorer answers with the bill of " + today.minusDays(1));
            return true;
        } catch (ReadFailure failure) {
            out.println("FAIL  " + explain(failure.reason()));
            boolean theirs = failure.getCause() instanceof AwsServiceException;
            out.println((theirs ? "      AWS said: " : "      ") + failure.getMessage());
            return failure.reason() == FailureReason.DATA_UNAVAILABLE;
        }
    }

    static String explain(FailureReason reason) {
        return switch (reason) {
            case NOT_ENABLED ->
                "Cost Explorer is not enabled in this account: the payer opens it once in the Billing console"
                        + " (Cost Explorer, Launch); data follow within 24 hours";
            case ACCESS_DENIED ->
                "a permission is missing: the credentials are right, but may not call ce:GetCostAndUsage;"
                        + " docs/iam has the policy, and in a member account the payer can deny access to billing";
            case EXPIRED_CREDENTIALS ->
                "the session token has expired: get new credentials (aws sso login, or wait for the role)";
            case INVALID_CREDENTIALS -> "no usable credentials: none were found, or AWS does not know the access key";
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

package io.finops.simulators.aws;

import io.finops.simulators.bill.Account;
import io.finops.simulators.bill.Bill;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, read from the signature's credential. Signatures are not checked; temporary access keys carry the account
 * whose role was assumed.
 *
 * @param account twelve digits
 * @param role null for a user of the paying account
 */
record AwsCaller(String account, @Nullable String role) {
    static final AwsCaller PAYER = new AwsCaller(Account.PRODUCTION.id(), null);
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,\\s]+)/");
    private static final Pattern ASSUMED = Pattern.compile("ASIASIM(\\d{12})");

    static AwsCaller of(@Nullable String authorization) {
        Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        if (!credential.find()) {
            throw new AwsException(
                    400,
                    "MissingAuthenticationTokenException",
                    "Missing Authentication Token (the simulator wants a signed request; any access key will do)");
        }
        Matcher assumed = ASSUMED.matcher(credential.group(1));
        if (assumed.matches()) {
            return new AwsCaller(assumed.group(1), "simulated-assumed-role");
        }
        return PAYER;
    }

    static String accessKeyFor(String account) {
        return "ASIASIM" + account;
    }

    String arn() {
        return role == null
                ? "arn:aws:iam::" + account + ":user/simulated"
                : "arn:aws:sts::" + account + ":assumed-role/" + role + "/simulated";
    }

    /** A linked account sees its own costs only; the paying account, and accounts that are not ours, see all. */
    @Nullable
    String scope() {
        boolean linked = Bill.accounts().stream().anyMatch(each -> each.id().equals(account));
        return linked && !account.equals(Account.PRODUCTION.id()) ? account : null;
    }
}

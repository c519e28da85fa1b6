package io.finops.costexporter.check;

import io.finops.costexporter.ExporterFactory;
import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.CallerIdentity;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.PayerSources;
import io.finops.costexporter.aws.ReadFailure;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.request.AwsOperation;
import io.finops.costexporter.request.RequestMeter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** {@code java -jar cost-exporter.jar check}. Costs at most two paid requests. */
public final class CheckCommand {
    private CheckCommand() {}

    /** The exit code: 0 when all is well. */
    public static int run(ExporterProperties properties) {
        AwsCredentialsProvider credentials = Credentials.chain(properties.aws().profile());
        try (AwsClients clients = ExporterFactory.clients(properties, credentials, new TwoPaidRequests())) {
            CallerIdentity identity = new CallerIdentity(
                    credentials, clients.payer().sts(), properties.stateDir().resolve("account"));
            Check check = new Check(
                    identity::resolve,
                    new PayerSources(ExporterFactory.payers(properties, clients), 1).costs(),
                    System.out);
            return check.run(
                            ConfiguredViews.of(properties.views()),
                            ConfiguredViews.bases(properties.costBases()),
                            LocalDate.now(ZoneOffset.UTC))
                    ? 0
                    : 1;
        }
    }

    private static final class TwoPaidRequests implements RequestMeter {
        private int left = 2;

        @Override
        public synchronized void acquire(AwsOperation operation) {
            if (operation.paid() && left-- <= 0) {
                throw new ReadFailure(FailureReason.BUDGET_EXHAUSTED, "a check makes at most two paid requests");
            }
        }

        @Override
        public void ended(AwsOperation operation, boolean success) {}
    }
}

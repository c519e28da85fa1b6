package io.finops.costexporter.request;

/** Is told of every request before it leaves, and of how it ended. */
public interface RequestMeter {
    /**
     * Takes one request out of today's budget.
     *
     * @throws io.finops.costexporter.aws.ReadFailure if none is left
     */
    void acquire(AwsOperation operation);

    /** Says how a request that was {@linkplain #acquire acquired} ended. */
    void ended(AwsOperation operation, boolean success);
}

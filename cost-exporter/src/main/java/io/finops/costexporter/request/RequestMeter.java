package io.finops.costexporter.request;

/** Is told of every request before it leaves, and of how it ended. */
public interface RequestMeter {
    /** How a request ended. */
    enum Outcome {
        /** AWS answered the question. */
        SUCCESS,
        /** AWS answered with an error, or nobody knows whether it has the request. */
        ERROR,
        /** There was no connection, so that AWS has never seen the request. */
        NOT_SENT
    }

    /**
     * Takes one request out of today's budget.
     *
     * @throws io.finops.costexporter.aws.ReadFailure if none is left
     */
    void acquire(AwsOperation operation);

    /** Says how a request that was {@linkplain #acquire acquired} ended. */
    void ended(AwsOperation operation, Outcome outcome);
}

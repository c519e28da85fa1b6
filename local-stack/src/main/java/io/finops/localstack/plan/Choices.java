package io.finops.localstack.plan;

import io.finops.localstack.StackException;

/**
 * What a person chose for the native stack.
 *
 * @param paymentsPerSecond the rate of the continuous traffic, a number above 0
 * @param realAws whether cost-exporter reads the bill of the AWS account that this shell has credentials for
 * @param withHistory whether weeks of simulated history are loaded before the first start
 */
public record Choices(String paymentsPerSecond, boolean realAws, boolean withHistory) {
    public Choices {
        if (!isRate(paymentsPerSecond)) {
            throw new StackException(
                    "--rps=" + paymentsPerSecond + " is not accepted: payments a second, a number above 0 such as 12");
        }
    }

    private static boolean isRate(String text) {
        try {
            double rate = Double.parseDouble(text);
            return rate > 0 && Double.isFinite(rate);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The same rate as a number. */
    public double rate() {
        return Double.parseDouble(paymentsPerSecond);
    }
}

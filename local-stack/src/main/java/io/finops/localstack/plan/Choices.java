package io.finops.localstack.plan;

/**
 * What a person chose for the native stack.
 *
 * @param paymentsPerSecond the rate of the continuous traffic
 * @param realAws whether cost-exporter reads the bill of the AWS account that this shell has credentials for
 * @param withHistory whether weeks of simulated history are loaded before the first start
 */
public record Choices(String paymentsPerSecond, boolean realAws, boolean withHistory) {}

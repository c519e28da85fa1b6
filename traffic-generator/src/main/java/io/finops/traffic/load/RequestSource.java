package io.finops.traffic.load;

import io.finops.traffic.http.PaymentRequests;
import io.finops.traffic.payment.PaymentStream;
import io.finops.traffic.tracing.ClientSpans;

/**
 * What is sent, and who hears of the answers.
 *
 * @param payments the payment of each arrival
 * @param requests the bytes of a payment
 * @param acknowledgements called for every payment that the target acknowledged
 * @param spans called for every request that carried a trace
 */
public record RequestSource(
        PaymentStream payments, PaymentRequests requests, Acknowledgements acknowledgements, ClientSpans spans) {}

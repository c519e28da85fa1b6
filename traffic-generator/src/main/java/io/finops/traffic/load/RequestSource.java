package io.finops.traffic.load;

import io.finops.traffic.http.PaymentRequests;
import io.finops.traffic.payment.PaymentStream;

/**
 * What is sent, and who hears of the answers.
 *
 * @param payments the payment of each arrival
 * @param requests the bytes of a payment
 * @param acknowledgements called for every payment that the target acknowledged
 */
public record RequestSource(PaymentStream payments, PaymentRequests requests, Acknowledgements acknowledgements) {}

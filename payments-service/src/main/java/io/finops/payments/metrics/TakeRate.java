package io.finops.payments.metrics;

import java.math.BigDecimal;

/**
 * The declared share of captured value that is ours: published for the margin, not charged.
 *
 * @param share 0 to 1
 */
public record TakeRate(BigDecimal share) {}

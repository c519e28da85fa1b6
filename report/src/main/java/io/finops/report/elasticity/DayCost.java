package io.finops.report.elasticity;

import java.time.LocalDate;

/**
 * A settled UTC day.
 *
 * @param payments approved
 * @param usd what it cost; credits can make it negative
 */
public record DayCost(LocalDate day, double payments, double usd) {}

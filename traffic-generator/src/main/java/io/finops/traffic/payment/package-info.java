/** What the synthetic customers buy. Pure: the payment of an arrival follows from the seed and its number alone. */
@NullMarked
package io.finops.traffic.payment;

import org.jspecify.annotations.NullMarked;

/** Takes payments, keeps the ledger, publishes revenue, latency and transaction metrics. */
@NullMarked
package io.finops.payments;

import org.jspecify.annotations.NullMarked;

/** The measurement of the payments service, beside its bare ledger. */
@NullMarked
package io.finops.benchmarks.payments;

import org.jspecify.annotations.NullMarked;

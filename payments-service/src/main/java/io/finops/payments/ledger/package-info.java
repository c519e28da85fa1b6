/** Payments, refunds and their double-entry postings in PostgreSQL: the record of what is true. */
@NullMarked
package io.finops.payments.ledger;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.finops.payments.ledger;

import org.jspecify.annotations.NullMarked;

/** What payments and refunds have in common: claimed under a client's key, decided by the gateway, recorded once. */
@NullMarked
package io.finops.payments.operation;

import org.jspecify.annotations.NullMarked;

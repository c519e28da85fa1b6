/** The simulated card gateway: charges and refunds, idempotent by key, kept in a bounded record that survives restarts. */
@NullMarked
package io.finops.simulators.gateway;

import org.jspecify.annotations.NullMarked;

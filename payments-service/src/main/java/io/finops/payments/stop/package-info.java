/** How the service stops: it says so first, and then refuses new requests. */
@NullMarked
package io.finops.payments.stop;

import org.jspecify.annotations.NullMarked;

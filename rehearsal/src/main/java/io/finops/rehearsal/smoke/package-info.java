/** Asks a running stack, native or Compose, whether a payment made just now can be seen everywhere that it should be. */
@NullMarked
package io.finops.rehearsal.smoke;

import org.jspecify.annotations.NullMarked;

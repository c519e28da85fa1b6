/** Clients that mean harm, bounded: what a payments service on a network has to bear. */
@NullMarked
package io.finops.rehearsal.hostile;

import org.jspecify.annotations.NullMarked;

/** Rehearsed faults: inject, wait for the alert at the audit, heal, wait for the resolution. */
@NullMarked
package io.finops.rehearsal.drill;

import org.jspecify.annotations.NullMarked;

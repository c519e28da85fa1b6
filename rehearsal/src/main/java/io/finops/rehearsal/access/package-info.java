/** The running stack as a client sees it: the simulators and their faults, the audit trail, Prometheus. */
@NullMarked
package io.finops.rehearsal.access;

import org.jspecify.annotations.NullMarked;

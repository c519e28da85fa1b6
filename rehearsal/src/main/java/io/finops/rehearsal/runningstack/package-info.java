/** The stack that runs, as processes or in containers, as a client sees it: the simulators and their faults, the audit trail, Prometheus. */
@NullMarked
package io.finops.rehearsal.runningstack;

import org.jspecify.annotations.NullMarked;

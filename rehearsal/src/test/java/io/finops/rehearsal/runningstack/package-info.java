@NullMarked
package io.finops.rehearsal.runningstack;

import org.jspecify.annotations.NullMarked;

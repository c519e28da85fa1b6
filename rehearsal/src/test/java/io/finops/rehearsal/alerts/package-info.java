/** Holds alerts, runbooks, rule tests and drills to one another. */
@NullMarked
package io.finops.rehearsal.alerts;

import org.jspecify.annotations.NullMarked;

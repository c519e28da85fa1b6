/** Holds alerts, runbooks, rule tests and drills to one another. */
@NullMarked
package io.finops.localstack.alerts;

import org.jspecify.annotations.NullMarked;

/** Keeps the components alive: starts them in the order of their dependencies, restarts what dies, stops everything. Knows nothing of what they are. */
@NullMarked
package io.finops.localstack.supervisor;

import org.jspecify.annotations.NullMarked;

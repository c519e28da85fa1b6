/** Whether a run passed. Pure: decides from counts and distributions alone. */
@NullMarked
package io.finops.traffic.verdict;

import org.jspecify.annotations.NullMarked;

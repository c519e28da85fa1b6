/** The sending: event loops that follow a schedule and record what became of each request. */
@NullMarked
package io.finops.traffic.load;

import org.jspecify.annotations.NullMarked;

/** Stand-ins for the outside parties: a card gateway and AWS Cost Explorer, with fault switches. */
@NullMarked
package io.finops.simulators;

import org.jspecify.annotations.NullMarked;

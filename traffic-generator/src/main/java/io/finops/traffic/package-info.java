/** Open-loop synthetic customers for the payments service. */
@NullMarked
package io.finops.traffic;

import org.jspecify.annotations.NullMarked;

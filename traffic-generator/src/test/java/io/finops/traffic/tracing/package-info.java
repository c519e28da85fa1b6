@NullMarked
package io.finops.traffic.tracing;

import org.jspecify.annotations.NullMarked;

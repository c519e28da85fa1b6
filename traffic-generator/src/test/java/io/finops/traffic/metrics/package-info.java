@NullMarked
package io.finops.traffic.metrics;

import org.jspecify.annotations.NullMarked;

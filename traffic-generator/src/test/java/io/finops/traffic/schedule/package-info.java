@NullMarked
package io.finops.traffic.schedule;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.finops.traffic.load;

import org.jspecify.annotations.NullMarked;

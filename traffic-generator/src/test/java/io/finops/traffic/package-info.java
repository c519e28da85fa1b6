@NullMarked
package io.finops.traffic;

import org.jspecify.annotations.NullMarked;

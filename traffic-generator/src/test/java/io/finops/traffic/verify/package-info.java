@NullMarked
package io.finops.traffic.verify;

import org.jspecify.annotations.NullMarked;

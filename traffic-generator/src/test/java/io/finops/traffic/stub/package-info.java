@NullMarked
package io.finops.traffic.stub;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.finops.traffic.payment;

import org.jspecify.annotations.NullMarked;

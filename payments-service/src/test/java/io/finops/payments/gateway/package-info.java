@NullMarked
package io.finops.payments.gateway;

import org.jspecify.annotations.NullMarked;

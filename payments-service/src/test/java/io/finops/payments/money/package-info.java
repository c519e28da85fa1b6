@NullMarked
package io.finops.payments.money;

import org.jspecify.annotations.NullMarked;

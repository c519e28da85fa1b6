@NullMarked
package io.finops.payments.errors;

import org.jspecify.annotations.NullMarked;

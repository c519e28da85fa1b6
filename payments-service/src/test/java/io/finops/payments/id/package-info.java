@NullMarked
package io.finops.payments.id;

import org.jspecify.annotations.NullMarked;
